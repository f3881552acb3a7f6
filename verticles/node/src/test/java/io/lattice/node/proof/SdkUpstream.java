package io.lattice.node.proof;

import io.lattice.core.testing.Gate;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the upstream answers to the checks that are made through official SDKs. */
final class SdkUpstream {
  /** Models whose answers are in the shape of the Responses API. */
  static final List<String> RESPONSES = List.of("native-chat", "native-stream", "native-400");

  private SdkUpstream() {}

  static ScriptedUpstream start() {
    Gate arrived = new Gate();
    return ScriptedUpstream.start()
        .on("sdk-chat", whole(OpenAiWire.answer("Hello!").put("from_the_future", "kept")))
        .on("sdk-stream", streamOf("Hel", "lo!"))
        .on("native-chat", whole(ResponsesWire.answer("Hello!")))
        .on("native-stream", ResponsesWire.stream("Hel", "lo!"))
        .on("native-400", Script.json(400, OpenAiWire.error("temperature is 9, at most 2", null)))
        .on("sdk-tools", whole(toolCalls()))
        .on("sdk-tool-results", whole(OpenAiWire.answer("20 C and 21 C")))
        .on("sdk-tool-loop", whole(toolCalls()), whole(OpenAiWire.answer("20 C and 21 C")))
        .on("sdk-tools-stream", streamOfTools())
        .on("sdk-reasoning", streamOfThought())
        .on("sdk-goes-on", whole(OpenAiWire.answer("And so on.")))
        .on(
            "sdk-length",
            whole(OpenAiWire.answer(new JsonObject().put("content", "Hel"), "length")))
        .on("sdk-schema", whole(OpenAiWire.answer("{\"x\":3,\"y\":4}")))
        .on("sdk-image", whole(OpenAiWire.answer("A dot.")))
        .on("sdk-400", Script.json(400, OpenAiWire.error("temperature is 9, at most 2", null)))
        .on("sdk-429", busy())
        .on("sdk-500", Script.json(500, OpenAiWire.error("the server had an error", null)))
        .on("sdk-cut", said("Hel", "lo").reset())
        .on("sdk-abort-early", Script.raw().open(arrived).stall())
        .on("arrived", Script.raw().await(arrived).then(Script.json(200, "{}")))
        .on("sdk-abort-late", said("Hello").stall())
        .on("sdk-break", said("Hello").stall())
        .on("sdk-vectors", call -> OpenAiVectors.answer(call, true))
        .on("sdk-numbers", call -> OpenAiVectors.answer(call, false));
  }

  private static Script busy() {
    return Script.answer(429)
        .type("application/json")
        .header("retry-after", "7")
        .whole(OpenAiWire.error("slow down", "rate_limit_exceeded"));
  }

  private static Script whole(JsonObject answer) {
    return Script.json(200, answer.encode());
  }

  private static Script said(String... deltas) {
    Script script = Script.sse().event(OpenAiWire.role());
    for (String delta : deltas) {
      script = script.event(OpenAiWire.text(delta));
    }
    return script;
  }

  private static Script streamOf(String... deltas) {
    return said(deltas).event(OpenAiWire.finish("stop")).event(OpenAiWire.usage(5, 7)).done();
  }

  private static Script streamOfThought() {
    return said()
        .event(OpenAiWire.thought("Let me "))
        .event(OpenAiWire.thought("think."))
        .event(OpenAiWire.text("Hello!"))
        .event(OpenAiWire.finish("stop"))
        .event(OpenAiWire.usage(5, 7))
        .done();
  }

  private static Script streamOfTools() {
    return said()
        .event(OpenAiWire.toolCall(0, "call_0", "weather", ""))
        .event(OpenAiWire.toolArguments(0, "{\"city\":\"Par"))
        .event(OpenAiWire.toolArguments(0, "is\"}"))
        .event(OpenAiWire.toolCall(1, "call_1", "weather", ""))
        .event(OpenAiWire.toolArguments(1, "{\"city\":"))
        .event(OpenAiWire.toolArguments(1, "\"Rome\"}"))
        .event(OpenAiWire.finish("tool_calls"))
        .done();
  }

  private static JsonObject toolCalls() {
    JsonArray calls = new JsonArray();
    for (String city : List.of("Paris", "Rome")) {
      String arguments = new JsonObject().put("city", city).encode();
      calls.add(
          new JsonObject()
              .put("id", "call_" + calls.size())
              .put("type", "function")
              .put(
                  "function", new JsonObject().put("name", "weather").put("arguments", arguments)));
    }
    return OpenAiWire.answer(
        new JsonObject().putNull("content").put("tool_calls", calls), "tool_calls");
  }
}
