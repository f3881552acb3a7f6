package io.lattice.node.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;

/** A fake of several APIs that others wrote, running in a process of its own. */
final class Aimock implements AutoCloseable {
  private final Process process;
  private final URI url;
  private final HttpClient http = HttpClient.newHttpClient();

  private Aimock(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it; it ends with this JVM at the latest. */
  static Aimock start(NpmProject npm) throws IOException {
    Process process = npm.start("aimock.mjs", Map.of());
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = Objects.requireNonNull(said.readLine(), "aimock said nothing");
    return new Aimock(process, URI.create(new JsonObject(line).getString("url")));
  }

  /** Where it is, with this path. */
  URI url(String path) {
    return url.resolve(path);
  }

  /** Everything fails at random from now on, as these rates say. */
  void chaos(JsonObject rates) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(url("/__aimock/chaos"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(rates.encode())));
  }

  /** Nothing fails at random any more. */
  void calm() throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(url("/__aimock/chaos")).DELETE());
  }

  /** Every request that it has seen, newest last. */
  JsonArray journal() throws IOException, InterruptedException {
    return new JsonArray(send(HttpRequest.newBuilder(url("/__aimock/journal")).GET()));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
  }
}
