package io.lattice.core.dialect.gemini;

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
 * One exchange with Google, recorded or made from its documentation, as it lies in a folder.
 *
 * @param name the folder's path below the fixtures
 */
record ExchangeFile(String name, JsonObject exchange, Bytes body) {

  static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  private static final List<String> FOLDERS =
      List.of("google", "_documented/google", "vertex", "_documented/vertex");

  static boolean arePresent() {
    return Files.isDirectory(ROOT);
  }

  static List<ExchangeFile> all() {
    return FOLDERS.stream().flatMap(folder -> in(ROOT.resolve(folder))).toList();
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

  String path() {
    return exchange.getJsonObject("request").getString("url").replaceAll("\\?.*", "");
  }

  boolean isChat() {
    return path().endsWith(":generateContent") || path().endsWith(":streamGenerateContent");
  }

  boolean isStream() {
    return path().endsWith(":streamGenerateContent");
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

  GeminiDialect dialect() {
    return GeminiDialect.of(name.contains("vertex") ? GeminiApi.VERTEX : GeminiApi.DEVELOPER);
  }

  /** The model in the path. */
  String model() {
    return path().replaceAll(".*/models/", "").replaceAll(":.*", "");
  }

  @Override
  public String toString() {
    return name;
  }
}
