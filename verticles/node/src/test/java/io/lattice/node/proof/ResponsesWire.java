package io.lattice.node.proof;

import io.lattice.core.testing.Script;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** OpenAI's Responses API as its servers write it, piece by piece. */
final class ResponsesWire {
  private static final String ITEM = "msg_1";
  private static final String USAGE =
      "{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":0,"
          + "\"cache_write_tokens\":0},\"output_tokens\":7,"
          + "\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":12}";

  private ResponsesWire() {}

  /** A whole answer that says a text. */
  static JsonObject answer(String text) {
    return response("completed")
        .put("output", new JsonArray().add(message("completed", text)))
        .put("usage", new JsonObject(USAGE))
        .put("from_the_future", "kept");
  }

  /** A complete answer in these pieces. */
  static Script stream(String... deltas) {
    Numbered events = new Numbered();
    events.add("response.created", new JsonObject().put("response", response("in_progress")));
    events.add(
        "response.output_item.added",
        new JsonObject().put("output_index", 0).put("item", message("in_progress")));
    events.add("response.content_part.added", at().put("part", part("")));
    for (String delta : deltas) {
      events.add("response.output_text.delta", unweighed().put("delta", delta));
    }
    String text = String.join("", deltas);
    events.add("response.output_text.done", unweighed().put("text", text));
    events.add("response.content_part.done", at().put("part", part(text)));
    events.add(
        "response.output_item.done",
        new JsonObject().put("output_index", 0).put("item", message("completed", text)));
    events.add("response.completed", new JsonObject().put("response", answer(text)));
    return events.script.end();
  }

  private static JsonObject response(String status) {
    return new JsonObject()
        .put("id", "resp_1")
        .put("object", "response")
        .put("created_at", 1_780_000_000)
        .put("status", status)
        .putNull("error")
        .putNull("incomplete_details")
        .put("model", "scripted-2026")
        .put("output", new JsonArray())
        .put("parallel_tool_calls", true)
        .put("tool_choice", "auto")
        .put("tools", new JsonArray())
        .putNull("usage");
  }

  private static JsonObject message(String status, String... texts) {
    JsonArray content = new JsonArray();
    for (String text : texts) {
      content.add(part(text));
    }
    return new JsonObject()
        .put("id", ITEM)
        .put("type", "message")
        .put("status", status)
        .put("role", "assistant")
        .put("content", content);
  }

  private static JsonObject part(String text) {
    return new JsonObject()
        .put("type", "output_text")
        .put("text", text)
        .put("annotations", new JsonArray())
        .put("logprobs", new JsonArray());
  }

  private static JsonObject at() {
    return new JsonObject().put("item_id", ITEM).put("output_index", 0).put("content_index", 0);
  }

  /** A place in the text; that nobody asked for log probabilities is said every time. */
  private static JsonObject unweighed() {
    return at().put("logprobs", new JsonArray());
  }

  /** Events with their types and numbers, as they are sent. */
  private static final class Numbered {
    private Script script = Script.sse();
    private int number;

    void add(String type, JsonObject event) {
      String data = event.put("type", type).put("sequence_number", number).encode();
      number++;
      script = script.send("event: " + type + "\ndata: " + data + "\n\n");
    }
  }
}
