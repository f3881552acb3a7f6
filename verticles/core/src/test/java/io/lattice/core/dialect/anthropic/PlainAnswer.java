package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, told twice: by a reader of the recorded JSON that shares nothing with the
 * dialect, and by the dialect's events. Both must be the same.
 *
 * @param proofs signatures and encrypted reasoning, in order
 * @param calls as {@code id name arguments}, the arguments in one form
 * @param opaque types of the blocks that only Anthropic understands
 * @param usage input, output, cached, written, written for an hour and thought, or null
 */
record PlainAnswer(
    String text,
    String reasoning,
    List<String> proofs,
    List<String> calls,
    List<String> opaque,
    int citations,
    String finish,
    @Nullable List<Long> usage) {

  /** The data of a stream's events. */
  static List<JsonObject> data(String stream) {
    return Arrays.stream(stream.split("\n"))
        .filter(line -> line.startsWith("data:"))
        .map(line -> new JsonObject(line.substring(5)))
        .toList();
  }

  static PlainAnswer ofWhole(JsonObject message) {
    Plain plain = new Plain();
    for (Object block : message.getJsonArray("content")) {
      plain.block((JsonObject) block);
    }
    plain.finish = message.getString("stop_reason");
    plain.used(message.getJsonObject("usage"));
    return plain.answer();
  }

  /** The events put together into the whole message that they stream. */
  static PlainAnswer ofStream(List<JsonObject> events) {
    Map<Integer, JsonObject> blocks = new TreeMap<>();
    Plain plain = new Plain();
    for (JsonObject event : events) {
      switch (event.getString("type")) {
        case "message_start" -> plain.used(event.getJsonObject("message").getJsonObject("usage"));
        case "content_block_start" ->
            blocks.put(event.getInteger("index"), event.getJsonObject("content_block").copy());
        case "content_block_delta" ->
            delta(
                Objects.requireNonNull(blocks.get(event.getInteger("index"))),
                event.getJsonObject("delta"));
        case "message_delta" -> {
          plain.finish = event.getJsonObject("delta").getString("stop_reason");
          plain.used(event.getJsonObject("usage"));
        }
        default -> {
          // Says nothing of the answer.
        }
      }
    }
    blocks.values().forEach(plain::block);
    return plain.answer();
  }

  private static void delta(JsonObject block, JsonObject delta) {
    switch (delta.getString("type")) {
      case "text_delta" -> append(block, "text", delta.getString("text"));
      case "thinking_delta" -> append(block, "thinking", delta.getString("thinking"));
      case "signature_delta" -> append(block, "signature", delta.getString("signature"));
      case "input_json_delta" -> append(block, "streamed", delta.getString("partial_json"));
      case "citations_delta" -> {
        JsonArray cited = block.getJsonArray("citations", new JsonArray());
        block.put("citations", cited.copy().add(delta.getValue("citation")));
      }
      default -> throw new AssertionError(delta.encode());
    }
  }

  private static void append(JsonObject block, String field, String piece) {
    block.put(field, block.getString(field, "") + piece);
  }

  static PlainAnswer ofEvents(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    ChatResponse response = fold.response();
    Plain plain = new Plain();
    for (ChatResponse.Choice choice : response.choices()) {
      choice.message().parts().forEach(plain::part);
      plain.citations = choice.citations().size();
      plain.finish = String.valueOf(choice.providerFinishReason());
    }
    plain.usage = counts(response.usage());
    return plain.answer();
  }

  static @Nullable List<Long> counts(@Nullable Usage usage) {
    return usage == null
        ? null
        : List.of(
            usage.inputTokens(),
            usage.outputTokens(),
            usage.cachedInputTokens(),
            usage.cacheWriteTokens(),
            usage.cacheWriteHourTokens(),
            usage.reasoningTokens());
  }

  private static final class Plain {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<String> proofs = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> opaque = new ArrayList<>();
    private final JsonObject used = new JsonObject();
    private int citations;
    private String finish = "null";
    private @Nullable List<Long> usage;

    void block(JsonObject block) {
      switch (block.getString("type")) {
        case "text" -> {
          text.append(block.getString("text"));
          citations += block.getJsonArray("citations", new JsonArray()).size();
        }
        case "thinking" -> {
          reasoning.append(block.getString("thinking"));
          proofs.add(block.getString("signature"));
        }
        case "redacted_thinking" -> proofs.add(block.getString("data"));
        case "tool_use" -> {
          String streamed = block.getString("streamed", "");
          JsonObject input =
              streamed.isEmpty() ? block.getJsonObject("input") : new JsonObject(streamed);
          calls.add(call(block.getString("id"), block.getString("name"), input));
        }
        default -> opaque.add(block.getString("type"));
      }
    }

    void part(Part part) {
      if (part instanceof Part.Text it) {
        text.append(it.text());
      } else if (part instanceof Part.Reasoning it) {
        reasoning.append(it.text());
        if (it.proof() != null) {
          proofs.add(it.proof().text());
        }
      } else if (part instanceof Part.ToolCall it) {
        calls.add(call(it.id(), it.name(), new JsonObject(it.arguments())));
      } else if (part instanceof Part.Opaque it) {
        opaque.add(new JsonObject(it.json().text()).getString("type"));
      }
    }

    private static String call(String id, String name, JsonObject arguments) {
      return arguments.stream()
          .map(each -> each.getKey() + "=" + each.getValue())
          .sorted()
          .collect(Collectors.joining(", ", id + " " + name + " {", "}"));
    }

    void used(@Nullable JsonObject told) {
      if (told != null) {
        used.mergeIn(told);
        long cached = used.getLong("cache_read_input_tokens", 0L);
        long written = used.getLong("cache_creation_input_tokens", 0L);
        usage =
            List.of(
                used.getLong("input_tokens") + cached + written,
                used.getLong("output_tokens"),
                cached,
                written,
                detail("cache_creation", "ephemeral_1h_input_tokens"),
                detail("output_tokens_details", "thinking_tokens"));
      }
    }

    private long detail(String object, String name) {
      return used.getJsonObject(object, new JsonObject()).getLong(name, 0L);
    }

    PlainAnswer answer() {
      return new PlainAnswer(
          text.toString(),
          reasoning.toString(),
          List.copyOf(proofs),
          List.copyOf(calls),
          List.copyOf(opaque),
          citations,
          finish,
          usage);
    }
  }
}
