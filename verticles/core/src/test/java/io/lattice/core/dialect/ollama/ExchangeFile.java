package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with Ollama, recorded or made from its documentation, as it lies in a folder.
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

  static List<ExchangeFile> all() {
    return Stream.of("ollama", "_documented/ollama")
        .flatMap(folder -> in(ROOT.resolve(folder)))
        .toList();
  }

  static ExchangeFile of(String name) {
    return all().stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
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

  int status() {
    return exchange.getJsonObject("response").getInteger("status");
  }

  boolean isError() {
    return status() >= 400;
  }

  boolean isChat() {
    return exchange.getJsonObject("request").getString("url").endsWith("/api/chat");
  }

  boolean isStream() {
    return exchange.getJsonObject("response").getString("bodyFile").endsWith(".ndjson");
  }

  @Nullable JsonObject request() {
    return exchange.getJsonObject("request").getValue("body") instanceof JsonObject body
        ? body
        : null;
  }

  @Override
  public String toString() {
    return name;
  }
}
