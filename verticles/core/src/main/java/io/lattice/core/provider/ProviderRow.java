package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.PeerProblem;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider as data.
 *
 * @param ways the first is taken by every caller who speaks none of them
 * @param headers what every request says besides the credential, by name
 * @param listing where it is asked for free whether it takes our key and what it has
 * @param embedding how vectors are asked for, or null where there are none
 * @param counting how tokens are counted, or null where they are estimated
 */
record ProviderRow(
    List<Way> ways,
    Credential credential,
    Map<String, String> headers,
    ModelListing listing,
    @Nullable EmbeddingWay embedding,
    @Nullable CountingWay counting) {

  /** Where there are chats and nothing else. */
  ProviderRow(
      List<Way> ways, Credential credential, Map<String, String> headers, ModelListing listing) {
    this(ways, credential, headers, listing, null, null);
  }

  ProviderRow {
    ways = List.copyOf(ways);
    headers = Map.copyOf(headers);
  }

  /** The same with one more way, for those who speak it. */
  ProviderRow with(Way another) {
    List<Way> more = new ArrayList<>(ways);
    more.add(another);
    return new ProviderRow(more, credential, headers, listing, embedding, counting);
  }

  /** The way on which a caller's own words can go as they are, or else the first. */
  Way wayFor(ChatCall.Payload question, ProviderSettings provider) {
    String wanted = question instanceof ChatCall.Native body ? body.dialect() : "";
    return ways.stream()
        .filter(way -> way.speaks(wanted) && way.isOpen().test(provider))
        .findFirst()
        .orElse(ways.get(0));
  }

  /**
   * The way on which a deployment is asked for vectors.
   *
   * @throws ChatFailure with UPSTREAM_UNREACHABLE where the provider has none
   */
  EmbeddingWay embeddingWay(Deployment deployment) {
    if (embedding == null) {
      throw new ChatFailure(
          new ChatError(
              ErrorKind.UPSTREAM_UNREACHABLE,
              "deployment '%s' cannot make vectors: provider '%s' has no API for them"
                  .formatted(deployment.id(), deployment.provider()),
              PeerProblem.REFUSED));
    }
    return embedding;
  }

  /** How this provider, as it is configured, is told who we are. */
  Credential credentialOf(ProviderSettings provider) {
    String auth = provider.options().getOrDefault("auth", "");
    return auth.equals("bearer") || TokenSources.TOKEN_WORDS.contains(auth)
        ? Credential.BEARER
        : credential;
  }

  /** How the provider tells what is wrong where nobody asked for a chat. */
  Dialect dialect() {
    return ways.get(0).dialect();
  }

  /** The same provider, which also makes vectors. */
  ProviderRow with(EmbeddingWay way) {
    return new ProviderRow(ways, credential, headers, listing, way, counting);
  }

  /** The same provider, which also counts tokens. */
  ProviderRow with(CountingWay way) {
    return new ProviderRow(ways, credential, headers, listing, embedding, way);
  }
}
