package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with this API at any provider, recorded or made from its documentation, as it lies
 * in a folder.
 *
 * @param name the folder's path below the fixtures
 */
record ExchangeFile(String name, JsonObject exchange, Bytes body) {

  static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  static boolean arePresent() {
    return Files.isDirectory(ROOT);
  }

  /** Every exchange of every provider whose address is this API's. */
  static List<ExchangeFile> all() {
    try (Stream<Path> files = Files.walk(ROOT, 4)) {
      return files
          .filter(file -> file.endsWith("exchange.json"))
          .sorted()
          .map(file -> read(Objects.requireNonNull(file.getParent())))
          .filter(each -> each.path().endsWith("/responses"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExchangeFile read(Path folder) {
    try {
      JsonObject exchange = new JsonObject(Files.readString(folder.resolve("exchange.json")));
      String file = exchange.getJsonObject("response").getString("bodyFile");
      Path body = folder.resolve(String.valueOf(file));
      return new ExchangeFile(
          ROOT.relativize(folder).toString(),
          exchange,
          Bytes.wrap(Files.isRegularFile(body) ? Files.readAllBytes(body) : new byte[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path() {
    return exchange
        .getJsonObject("request", new JsonObject())
        .getString("url", "")
        .replaceAll("\\?.*", "");
  }

  int status() {
    return exchange.getJsonObject("response").getInteger("status");
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
