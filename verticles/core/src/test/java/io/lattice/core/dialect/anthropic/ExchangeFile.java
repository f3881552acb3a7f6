package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with Anthropic or a cloud that resells it, recorded or made from documentation, as
 * it lies in a folder.
 *
 * @param name the folder's path below the fixtures
 */
record ExchangeFile(String name, JsonObject exchange, Bytes body) {

  static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  private static final List<String> FOLDERS =
      List.of("anthropic", "_documented/anthropic", "_documented/vertex");

  static boolean arePresent() {
    return Files.isDirectory(ROOT);
  }

  /** Of Vertex AI only what is said to Claude. */
  static List<ExchangeFile> all() {
    return FOLDERS.stream()
        .flatMap(folder -> in(ROOT.resolve(folder)))
        .filter(each -> !each.name.contains("vertex") || each.name.contains("/anthropic-"))
        .toList();
  }

  private static Stream<ExchangeFile> in(Path folder) {
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.filter(Files::isDirectory).sorted().map(ExchangeFile::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExchangeFile read(Path folder) {
    try {
      JsonObject exchange = new JsonObject(Files.readString(folder.resolve("exchange.json")));
      String file = exchange.getJsonObject("response").getString("bodyFile");
      return new ExchangeFile(
          ROOT.relativize(folder).toString(),
          exchange,
          Bytes.wrap(Files.readAllBytes(folder.resolve(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ExchangeFile of(String name) {
    return all().stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  int status() {
    return exchange.getJsonObject("response").getInteger("status");
  }

  boolean isError() {
    return status() >= 400;
  }

  boolean isChat() {
    String url = exchange.getJsonObject("request").getString("url").replaceAll("\\?.*", "");
    return url.endsWith("/v1/messages") || url.endsWith("awPredict");
  }

  boolean isStream() {
    return exchange.getJsonObject("response").getString("bodyFile").endsWith(".sse");
  }

  @Nullable JsonObject request() {
    return exchange.getJsonObject("request").getValue("body") instanceof JsonObject body
        ? body
        : null;
  }

  Function<String, @Nullable String> headers() {
    TreeMap<String, String> headers = new TreeMap<>();
    exchange
        .getJsonObject("response")
        .getJsonObject("headers")
        .forEach(
            entry -> headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue() + ""));
    return headers::get;
  }

  @Override
  public String toString() {
    return name;
  }
}
