package io.lattice.core.provider;

import io.lattice.api.chat.ChatCall;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A provider as data.
 *
 * @param ways the first is taken by every caller who speaks none of them
 * @param headers what every request says besides the credential, by name
 * @param listing where it is asked for free whether it takes our key and what it has
 */
record ProviderRow(
    List<Way> ways, Credential credential, Map<String, String> headers, ModelListing listing) {

  ProviderRow {
    ways = List.copyOf(ways);
    headers = Map.copyOf(headers);
  }

  /** The same with one more way, for those who speak it. */
  ProviderRow with(Way another) {
    List<Way> more = new ArrayList<>(ways);
    more.add(another);
    return new ProviderRow(more, credential, headers, listing);
  }

  /** The way on which a caller's own words can go as they are, or else the first. */
  Way wayFor(ChatCall.Payload question, ProviderSettings provider) {
    String wanted = question instanceof ChatCall.Native body ? body.dialect() : "";
    return ways.stream()
        .filter(way -> way.speaks(wanted) && way.isOpen().test(provider))
        .findFirst()
        .orElse(ways.get(0));
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
}
