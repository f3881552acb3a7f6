package io.lattice.node.proof;

import io.lattice.core.testing.RawClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/** A node as its HTTP clients see it, with a count of what they asked. Safe on any thread. */
final class Gateway {
  static final String CHAT = "/v1/chat/completions";

  private final int port;
  private final AtomicInteger asked = new AtomicInteger();

  Gateway(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** How many chats were asked for through this object. */
  int asked() {
    return asked.get();
  }

  /** A new connection, for what no decent client does. */
  RawClient connect() {
    return RawClient.to(port);
  }

  /** One small question. */
  static JsonObject question(String model) {
    return new JsonObject()
        .put("model", model)
        .put(
            "messages",
            new JsonArray().add(new JsonObject().put("role", "user").put("content", "Hello?")));
  }

  /** The same, to be answered as a stream that tells its usage. */
  static JsonObject streamed(String model) {
    return question(model)
        .put("stream", true)
        .put("stream_options", new JsonObject().put("include_usage", true));
  }

  /** Asks and waits for the whole answer. */
  Reply ask(String model) {
    return ask(question(model));
  }

  /** Asks and waits for the whole answer. */
  Reply ask(JsonObject question, String... headerLines) {
    try (RawClient client = connect()) {
      asked.incrementAndGet();
      return Reply.of(client.post(CHAT, question.encode(), headerLines).response());
    }
  }

  /** Asks for a stream and reads it to its end. */
  StreamReply stream(String model) {
    return stream(streamed(model));
  }

  /** Asks for a stream and reads it to its end. */
  StreamReply stream(JsonObject question, String... headerLines) {
    try (OpenStream open = open(question, headerLines)) {
      return open.rest();
    }
  }

  /** Asks for a stream that the test reads, or does not. */
  OpenStream open(JsonObject question, String... headerLines) {
    asked.incrementAndGet();
    return new OpenStream(connect().post(CHAT, question.encode(), headerLines));
  }

  /** Asks for a stream over a connection whose system holds little. */
  OpenStream openNarrow(JsonObject question, int receiveBuffer) {
    asked.incrementAndGet();
    return new OpenStream(RawClient.narrow(port, receiveBuffer).post(CHAT, question.encode()));
  }

  /** Notes a chat that a test asked for by other means. */
  void noteAsked() {
    asked.incrementAndGet();
  }

  /** What a path answers to a plain request. */
  Reply get(String path) {
    try (RawClient client = connect()) {
      return Reply.of(client.get(path).response());
    }
  }
}
