package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One exchange about vectors, recorded or made from a provider's documentation.
 *
 * @param name the folder's path below the fixtures
 */
record EmbeddingExchange(String name, JsonObject request, int status, Bytes body) {
  private static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  static boolean arePresent() {
    return Files.isDirectory(ROOT);
  }

  static EmbeddingExchange of(String name) {
    Path folder = ROOT.resolve(name);
    try {
      JsonObject exchange = new JsonObject(Files.readString(folder.resolve("exchange.json")));
      JsonObject response = exchange.getJsonObject("response");
      return new EmbeddingExchange(
          name,
          exchange.getJsonObject("request").getJsonObject("body"),
          response.getInteger("status"),
          Bytes.wrap(Files.readAllBytes(folder.resolve(response.getString("bodyFile")))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
