package io.lattice.node.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running node over HTTP, on the caller's thread.
 *
 * <p>Over HTTP, because joining the cluster as a client of the event bus takes two seconds and this
 * a tenth; and with the JDK's oldest client, because its newer one sets up TLS before it connects,
 * which takes longer than everything else here.
 */
public final class NodeClient {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Above the longest time that a node spends on a request by default. */
  private static final Duration SILENCE = Duration.ofSeconds(610);

  private static final String EVENT = "data:";
  private static final String END = "[DONE]";

  private final URI node;
  private final @Nullable String key;

  /**
   * A client of one node.
   *
   * @param node where the node's HTTP bridge listens
   * @param key of a caller that the node knows; null where it asks for none
   */
  public NodeClient(URI node, @Nullable String key) {
    this.node = node;
    this.key = key;
    // The JDK would send the question again where a kept connection breaks; every question costs.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  /**
   * Asks, and hands over the words as they come; the whole answer at once where no stream was
   * wanted.
   */
  public void ask(Question question, Consumer<String> words) throws AskException {
    try {
      HttpURLConnection connection = send(question);
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw refused(status, connection);
      }
      try (InputStream body = connection.getInputStream()) {
        if (question.stream()) {
          readEvents(body, words);
        } else {
          words.accept(AnswerText.ofWhole(new String(body.readAllBytes(), UTF_8)));
        }
      }
    } catch (ConnectException e) {
      throw new AskException("No node answers at " + node + "; start one with ./run.sh.");
    } catch (SocketTimeoutException e) {
      throw new AskException("The node at " + node + " has been silent for too long.");
    } catch (IOException e) {
      throw new AskException("The answer from " + node + " broke off: " + e.getMessage());
    }
  }

  private HttpURLConnection send(Question question) throws IOException {
    var connection =
        (HttpURLConnection) node.resolve("/v1/chat/completions").toURL().openConnection();
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) SILENCE.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("content-type", "application/json");
    if (key != null) {
      connection.setRequestProperty("authorization", "Bearer " + key);
    }
    connection.setDoOutput(true);
    try (var body = connection.getOutputStream()) {
      body.write(question.toJson().toString().getBytes(UTF_8));
    }
    return connection;
  }

  private static void readEvents(InputStream body, Consumer<String> words)
      throws IOException, AskException {
    var lines = new BufferedReader(new InputStreamReader(body, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith(EVENT)) {
        continue;
      }
      String data = line.substring(EVENT.length()).strip();
      if (data.equals(END)) {
        return;
      }
      var error = AnswerText.ofError(data);
      if (error.isPresent()) {
        throw new AskException(error.get());
      }
      words.accept(AnswerText.ofEvent(data));
    }
    throw new AskException("The stream ended before the answer did.");
  }

  private static AskException refused(int status, HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getErrorStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), UTF_8);
      return new AskException(
          AnswerText.ofError(text).orElse("The node answered with HTTP status " + status + "."));
    }
  }
}
