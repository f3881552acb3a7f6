package io.lattice.core.dialect.openai;

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
 * One exchange with a provider, recorded or made from its documentation, as it lies in a folder.
 *
 * @param name the folder's path below the fixtures
 */
record Recording(String name, OpenAiFlavor flavor, JsonObject exchange, Bytes body) {

  static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  private static final List<String> FOLDERS =
      List.of("openai", "azure", "xai", "dial").stream()
          .flatMap(name -> Stream.of(name, "_documented/" + name))
          .toList();

  static boolean arePresent() {
    return Files.isDirectory(ROOT);
  }

  static List<Recording> all() {
    return FOLDERS.stream().flatMap(folder -> in(ROOT.resolve(folder))).toList();
  }

  private static Stream<Recording> in(Path folder) {
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.filter(Files::isDirectory).sorted().map(Recording::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recording read(Path folder) {
    try {
      JsonObject exchange = new JsonObject(Files.readString(folder.resolve("exchange.json")));
      String file = exchange.getJsonObject("response").getString("bodyFile");
      String provider = folder.getName(folder.getNameCount() - 2).toString();
      return new Recording(
          ROOT.relativize(folder).toString(),
          OpenAiFlavor.valueOf(provider.toUpperCase(Locale.ROOT)),
          exchange,
          Bytes.wrap(Files.readAllBytes(folder.resolve(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int status() {
    return exchange.getJsonObject("response").getInteger("status");
  }

  boolean isError() {
    return status() >= 400;
  }

  boolean isChat() {
    return exchange
        .getJsonObject("request")
        .getString("url")
        .replaceAll("\\?.*", "")
        .endsWith("/chat/completions");
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

  OpenAiDialect dialect() {
    return OpenAiDialect.of(flavor);
  }

  @Override
  public String toString() {
    return name;
  }
}
