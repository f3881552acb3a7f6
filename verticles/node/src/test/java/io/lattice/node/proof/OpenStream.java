package io.lattice.node.proof;

import io.lattice.core.testing.RawClient;
import io.lattice.core.testing.RawResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream that is being read, event by event. Confined to the test's thread. */
final class OpenStream implements AutoCloseable {
  private static final String DONE = "[DONE]";

  private final RawClient client;
  private @Nullable RawResponse response;

  OpenStream(RawClient client) {
    this.client = client;
  }

  /** The response's head; waits for it. */
  RawResponse head() {
    if (response == null) {
      response = client.response();
    }
    return response;
  }

  /** The text of the next chunk that has some. Fails at the end and at an error. */
  String nextText() {
    while (true) {
      String data = head().event();
      if (data == null || data.equals(DONE) || new JsonObject(data).containsKey("error")) {
        throw new AssertionError("the stream ended by " + data);
      }
      String text = StreamReply.textOf(new JsonObject(data));
      if (!text.isEmpty()) {
        return text;
      }
    }
  }

  /**
   * Everything that is still to come.
   *
   * @throws AssertionError when the stream does not end with exactly one terminal event
   */
  StreamReply rest() {
    if (head().status() != 200) {
      return StreamReply.refused(Reply.of(head()));
    }
    List<JsonObject> chunks = new ArrayList<>();
    List<String> terminals = new ArrayList<>();
    for (String data = head().event(); data != null; data = head().event()) {
      if (!terminals.isEmpty()) {
        throw new AssertionError("after the end " + terminals + " came " + data);
      }
      if (data.equals(DONE) || new JsonObject(data).containsKey("error")) {
        terminals.add(data);
      } else {
        chunks.add(new JsonObject(data));
      }
    }
    if (terminals.size() != 1) {
      throw new AssertionError("a stream without an end, after " + chunks);
    }
    String last = terminals.get(0);
    return new StreamReply(
        200,
        head().headers(),
        chunks,
        last.equals(DONE) ? null : new JsonObject(last).getJsonObject("error"));
  }

  /** Goes away by RST. */
  void reset() {
    client.reset();
  }

  /** Waits until the node ends the connection. */
  void awaitEnd() {
    client.awaitEnd();
  }

  /** Goes away by FIN. */
  @Override
  public void close() {
    client.close();
  }
}
