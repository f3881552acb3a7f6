package io.lattice.node.proof;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat messages as its servers write them, piece by piece. */
final class OpenAiWire {
  private OpenAiWire() {}

  /** A whole answer that says a text. */
  static JsonObject answer(String text) {
    return answer(new JsonObject().put("content", text), "stop");
  }

  /** A whole answer with this message. */
  static JsonObject answer(JsonObject message, String finish) {
    JsonObject choice =
        new JsonObject()
            .put("index", 0)
            .put("message", message.put("role", "assistant").putNull("refusal"))
            .putNull("logprobs")
            .put("finish_reason", finish);
    return new JsonObject()
        .put("id", "chatcmpl-1")
        .put("object", "chat.completion")
        .put("created", 1_780_000_000)
        .put("model", "scripted-2026")
        .put("choices", new JsonArray().add(choice))
        .put("usage", tokens(5, 7));
  }

  /** A chunk that says a piece of text. */
  static String text(String delta) {
    return delta(new JsonObject().put("content", delta));
  }

  /** A chunk that says a piece of what is thought, as most who are compatible with OpenAI do. */
  static String thought(String delta) {
    return delta(new JsonObject().put("reasoning_content", delta));
  }

  /** A chunk with only the role, as streams begin. */
  static String role() {
    return delta(new JsonObject().put("role", "assistant").put("content", ""));
  }

  /** A chunk that begins a tool call. */
  static String toolCall(int index, String id, String name, String arguments) {
    return toolCall(
        new JsonObject()
            .put("index", index)
            .put("id", id)
            .put("type", "function")
            .put("function", new JsonObject().put("name", name).put("arguments", arguments)));
  }

  /** A chunk with more of a tool call's arguments. */
  static String toolArguments(int index, String arguments) {
    return toolCall(
        new JsonObject()
            .put("index", index)
            .put("function", new JsonObject().put("arguments", arguments)));
  }

  /** The chunk that ends the choice. */
  static String finish(String reason) {
    return chunk(
        new JsonArray()
            .add(
                new JsonObject()
                    .put("index", 0)
                    .put("delta", new JsonObject())
                    .put("finish_reason", reason)),
        null);
  }

  /** The chunk with the usage, which has no choices. */
  static String usage(int prompt, int completion) {
    return chunk(new JsonArray(), tokens(prompt, completion));
  }

  /** An error's body. */
  static String error(String message, @Nullable String code) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("message", message)
                .put("type", "scripted_error")
                .putNull("param")
                .put("code", code))
        .encode();
  }

  private static String toolCall(JsonObject call) {
    return delta(new JsonObject().put("tool_calls", new JsonArray().add(call)));
  }

  private static String delta(JsonObject delta) {
    return chunk(
        new JsonArray()
            .add(new JsonObject().put("index", 0).put("delta", delta).putNull("finish_reason")),
        null);
  }

  private static String chunk(JsonArray choices, @Nullable JsonObject usage) {
    return new JsonObject()
        .put("id", "chatcmpl-1")
        .put("object", "chat.completion.chunk")
        .put("created", 1_780_000_000)
        .put("model", "scripted-2026")
        .put("choices", choices)
        .put("usage", usage)
        .encode();
  }

  private static JsonObject tokens(int prompt, int completion) {
    return new JsonObject()
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion);
  }
}
