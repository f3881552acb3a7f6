package io.lattice.core.provider;

import io.lattice.api.chat.ChatCall;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.Dialect;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider as data.
 *
 * @param ways the first is taken by every caller who speaks none of them
 * @param headers what every request says besides the credential, by name
 * @param health a path below the base URL whose GET costs no tokens and proves the key
 * @param embedding how vectors are asked for, or null where there are none
 */
record ProviderRow(
    List<Way> ways,
    Credential credential,
    Map<String, String> headers,
    Function<ProviderSettings, String> health,
    @Nullable EmbeddingWay embedding) {

  /** Where there are no vectors. */
  ProviderRow(
      List<Way> ways,
      Credential credential,
      Map<String, String> headers,
      Function<ProviderSettings, String> health) {
    this(ways, credential, headers, health, null);
  }

  ProviderRow {
    ways = List.copyOf(ways);
    headers = Map.copyOf(headers);
  }

  /** The way on which a caller's own words can go as they are, or else the first. */
  Way wayFor(ChatCall.Payload question, ProviderSettings provider) {
    String wanted = question instanceof ChatCall.Native body ? body.dialect() : "";
    return ways.stream()
        .filter(way -> way.speaks(wanted) && way.isOpen().test(provider))
        .findFirst()
        .orElse(ways.get(0));
  }

  /** How the provider tells what is wrong where nobody asked for a chat. */
  Dialect dialect() {
    return ways.get(0).dialect();
  }

  /** The same provider, which also makes vectors. */
  ProviderRow with(EmbeddingWay way) {
    return new ProviderRow(ways, credential, headers, health, way);
  }
}
