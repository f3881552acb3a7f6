package io.lattice.node.proof;

import io.lattice.core.testing.Script;
import io.vertx.core.json.JsonObject;

/** What an Ollama answers on its own API, as scripts. */
final class OllamaStreams {
  private OllamaStreams() {}

  /** The head and some lines of text; not the end. */
  static Script begun(String... texts) {
    Script script = Script.answer(200).type("application/x-ndjson").chunked();
    for (String text : texts) {
      script = script.send(text(text));
    }
    return script;
  }

  /** A complete answer with its usage. */
  static Script complete(String... texts) {
    return begun(texts).send(done()).end();
  }

  /** A complete answer, not streamed. */
  static Script whole(String text) {
    return Script.json(200, answer(text).mergeIn(last()).encode());
  }

  /** A line of text. */
  static String text(String text) {
    return answer(text).put("done", false).encode() + "\n";
  }

  /** The last line, with 5 tokens in and 7 out. */
  static String done() {
    return answer("").mergeIn(last()).encode() + "\n";
  }

  /** A failure, as a line and as a body. */
  static String error(String message) {
    return new JsonObject().put("error", message).encode() + "\n";
  }

  private static JsonObject answer(String text) {
    JsonObject message = new JsonObject().put("role", "assistant").put("content", text);
    return new JsonObject().put("model", "m").put("message", message);
  }

  private static JsonObject last() {
    return new JsonObject()
        .put("done", true)
        .put("done_reason", "stop")
        .put("prompt_eval_count", 5)
        .put("eval_count", 7);
  }
}
