package io.lattice.core.dialect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lattice.api.chat.Bytes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a provider, recorded or made from its documentation, as it lies in a folder.
 *
 * @param name the folder's path below the fixtures
 * @param body what was answered, empty where nothing is kept of it
 */
public record ExchangeFile(String name, JsonObject exchange, Bytes body) {
  private static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  /** Skips what needs the exchanges, loudly, where they are not beside this checkout. */
  public static void requirePresent() {
    boolean arePresent = Files.isDirectory(ROOT);
    if (!arePresent) {
      System.err.println("WARN: no recordings in " + ROOT + ": nothing is compared");
    }
    assumeTrue(arePresent, "the recorded exchanges are not beside this checkout");
  }

  /** Every exchange with these providers, none where they are not beside this checkout. */
  public static Stream<ExchangeFile> with(String... providers) {
    return Arrays.stream(providers)
        .flatMap(provider -> Stream.of(provider, "_documented/" + provider))
        .flatMap(folder -> below(ROOT.resolve(folder)));
  }

  /** Every exchange with any provider, none where they are not beside this checkout. */
  public static Stream<ExchangeFile> all() {
    return below(ROOT);
  }

  private static Stream<ExchangeFile> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder, 4)) {
      return files.filter(file -> file.endsWith("exchange.json")).sorted().toList().stream()
          .map(file -> read(Objects.requireNonNull(file.getParent())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ExchangeFile named(String name) {
    return read(ROOT.resolve(name));
  }

  private static ExchangeFile read(Path folder) {
    try {
      JsonObject exchange = new JsonObject(Files.readString(folder.resolve("exchange.json")));
      Path body = folder.resolve(exchange.getJsonObject("response").getString("bodyFile", ""));
      return new ExchangeFile(
          ROOT.relativize(folder).toString(),
          exchange,
          Bytes.wrap(Files.isRegularFile(body) ? Files.readAllBytes(body) : new byte[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The provider it was with, by its folder's name. */
  public String provider() {
    return name.replaceAll("/[^/]*$", "").replaceAll(".*/", "");
  }

  public int status() {
    return exchange.getJsonObject("response").getInteger("status");
  }

  public boolean isError() {
    return status() >= 400;
  }

  /** What was called, without a query. */
  public String path() {
    return exchange
        .getJsonObject("request", new JsonObject())
        .getString("url", "")
        .replaceAll("\\?.*", "");
  }

  /** Whether it was answered in events, or in lines of JSON. */
  public boolean isStream() {
    String file = exchange.getJsonObject("response").getString("bodyFile", "");
    return file.endsWith(".sse") || file.endsWith(".ndjson");
  }

  /** What was asked, where that was a JSON object. */
  public @Nullable JsonObject request() {
    return exchange.getJsonObject("request").getValue("body") instanceof JsonObject body
        ? body
        : null;
  }

  /** The answer's headers by their names in lower case. */
  public Function<String, @Nullable String> headers() {
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
