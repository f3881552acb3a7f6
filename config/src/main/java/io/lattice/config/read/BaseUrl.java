package io.lattice.config.read;

import io.lattice.config.tree.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a provider is, as its vendor's own tools write it. */
final class BaseUrl {

  private static final String MUST =
      "an http or https URL of a host, without user, query or fragment";

  /** What the Azure portal and tools show after the resource's own address. */
  private static final Pattern AZURE_TAIL =
      Pattern.compile("(/openai/v1|/openai|/api/projects/[^/]+)$");

  /** What other tools need behind the host, who ask for the API it shares with OpenAI. */
  private static final Pattern OLLAMA_TAIL = Pattern.compile("(/v1|/api)$");

  private static final Pattern OLLAMA =
      Pattern.compile("(?:(https?)://)?(\\[[^]]*]|[^:/]*)(?::(\\d+))?(/.*)?");

  private static final int OLLAMA_PORT = 11434;

  private BaseUrl() {}

  /** A base URL of a provider of some kind, without a trailing slash. */
  static Form<URI> of(ProviderKind kind) {
    return switch (kind.word()) {
      case "azure" -> hidden(MUST, text -> plain(withoutTail(AZURE_TAIL, text)));
      case "ollama" ->
          hidden(MUST + ", or host:port", text -> plain(withoutTail(OLLAMA_TAIL, dialable(text))));
      default -> hidden(MUST, BaseUrl::plain);
    };
  }

  private static Form<URI> hidden(String must, Function<String, Optional<URI>> parse) {
    return new Form<>(must, parse, false);
  }

  /**
   * Turns an address that Ollama listens on into one that can be called: any-address becomes
   * loopback, a missing scheme is http and the port that goes with it 11434.
   *
   * @see <a href="https://github.com/ollama/ollama/blob/main/envconfig/config.go">envconfig</a>
   */
  static String dialable(String host) {
    Matcher matcher = OLLAMA.matcher(host);
    if (!matcher.matches()) {
      return host;
    }
    String scheme = matcher.group(1);
    String port = matcher.group(3);
    String path = matcher.group(4);
    String defaultPort = scheme == null ? ":" + OLLAMA_PORT : "";
    return (scheme == null ? "http" : scheme)
        + "://"
        + loopbackForAny(matcher.group(2))
        + (port == null ? defaultPort : ":" + port)
        + (path == null ? "" : path);
  }

  private static String loopbackForAny(String host) {
    return switch (host) {
      case "", "0.0.0.0" -> "127.0.0.1";
      case "[::]", "[::0]" -> "[::1]";
      default -> host;
    };
  }

  private static String withoutTail(Pattern tail, String text) {
    return tail.matcher(withoutSlash(text)).replaceFirst("");
  }

  private static Optional<URI> plain(String text) {
    try {
      URI uri = new URI(withoutSlash(text));
      boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean isBare =
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
      return isHttp && isBare && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String withoutSlash(String text) {
    return text.replaceFirst("/+$", "");
  }
}
