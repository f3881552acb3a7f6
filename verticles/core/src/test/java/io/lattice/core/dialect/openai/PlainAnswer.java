package io.lattice.core.dialect.openai;

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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, told twice: by a reader of the recorded JSON that shares nothing with the
 * dialect, and by the dialect's events. Both must be the same.
 *
 * @param usage input, output, cached and reasoning tokens, or null
 */
record PlainAnswer(Map<Integer, Choice> choices, @Nullable List<Long> usage) {

  /** One choice; tool calls as {@code id name arguments}. */
  record Choice(String text, String reasoning, String refusal, List<String> calls, String finish) {}

  /** The chunks' data of a stream, without its end. */
  static List<String> chunks(String stream) {
    return Arrays.stream(stream.split("\n"))
        .filter(line -> line.startsWith("data:"))
        .map(line -> line.substring(5).strip())
        .filter(data -> !data.equals("[DONE]"))
        .toList();
  }

  static PlainAnswer ofChunks(List<String> chunks, OpenAiFlavor flavor) {
    Plain plain = new Plain(flavor);
    chunks.forEach(chunk -> plain.add(new JsonObject(chunk), "delta"));
    return plain.answer();
  }

  static PlainAnswer ofWhole(String body, OpenAiFlavor flavor) {
    Plain plain = new Plain(flavor);
    plain.add(new JsonObject(body), "message");
    return plain.answer();
  }

  static PlainAnswer ofEvents(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    ChatResponse response = fold.response();
    Map<Integer, Choice> choices = new TreeMap<>();
    for (ChatResponse.Choice choice : response.choices()) {
      List<Part> parts = choice.message().parts();
      choices.put(
          choice.index(),
          new Choice(
              choice.message().text(),
              joined(parts, Part.Reasoning.class, Part.Reasoning::text),
              joined(parts, Part.Refusal.class, Part.Refusal::text),
              parts.stream()
                  .filter(Part.ToolCall.class::isInstance)
                  .map(Part.ToolCall.class::cast)
                  .map(call -> call.id() + " " + call.name() + " " + call.arguments())
                  .toList(),
              String.valueOf(choice.providerFinishReason())));
    }
    return new PlainAnswer(choices, counts(response.usage()));
  }

  /** What an answer's events say of text, thought, refusal, calls and usage, choice by choice. */
  static String said(List<ChatEvent> events) {
    PlainAnswer answer = ofEvents(events);
    StringBuilder said = new StringBuilder();
    answer
        .choices()
        .forEach(
            (index, choice) ->
                said.append(index)
                    .append(choice.text())
                    .append('|')
                    .append(choice.reasoning())
                    .append('|')
                    .append(choice.refusal())
                    .append('|')
                    .append(choice.calls()));
    return said.append(answer.usage()).toString();
  }

  private static <P extends Part> String joined(
      List<Part> parts, Class<P> type, Function<P, String> text) {
    return parts.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .map(text)
        .collect(Collectors.joining());
  }

  static @Nullable List<Long> counts(@Nullable Usage usage) {
    return usage == null
        ? null
        : List.of(
            usage.inputTokens(),
            usage.outputTokens(),
            usage.cachedInputTokens(),
            usage.reasoningTokens());
  }

  private static final class Plain {
    private final OpenAiFlavor flavor;
    private final Map<Integer, PlainChoice> choices = new TreeMap<>();
    private @Nullable JsonObject usage;

    Plain(OpenAiFlavor flavor) {
      this.flavor = flavor;
    }

    void add(JsonObject chunk, String member) {
      for (Object item : chunk.getJsonArray("choices", new JsonArray())) {
        JsonObject choice = (JsonObject) item;
        choices
            .computeIfAbsent(choice.getInteger("index"), absent -> new PlainChoice())
            .add(choice, member);
      }
      if (chunk.getValue("usage") instanceof JsonObject told) {
        usage = told;
      }
    }

    PlainAnswer answer() {
      Map<Integer, Choice> all = new TreeMap<>();
      choices.forEach((index, choice) -> all.put(index, choice.choice()));
      return new PlainAnswer(all, usage == null ? null : counts(usage));
    }

    private List<Long> counts(JsonObject told) {
      long input = told.getLong("prompt_tokens");
      long reasoning = detail(told, "completion_tokens_details", "reasoning_tokens");
      long apart = flavor == OpenAiFlavor.XAI ? reasoning : 0;
      long cached = detail(told, "prompt_tokens_details", "cached_tokens");
      return List.of(
          input, told.getLong("completion_tokens") + apart, Math.min(cached, input), reasoning);
    }

    private static long detail(JsonObject told, String object, String name) {
      return told.getJsonObject(object, new JsonObject()).getLong(name, 0L);
    }
  }

  private static final class PlainChoice {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final List<StringBuilder> calls = new ArrayList<>();
    private String finish = "null";

    void add(JsonObject choice, String member) {
      JsonObject said = choice.getJsonObject(member, new JsonObject());
      text.append(orEmpty(said.getString("content")));
      reasoning.append(orEmpty(said.getString("reasoning_content")));
      refusal.append(orEmpty(said.getString("refusal")));
      JsonArray pieces = said.getJsonArray("tool_calls");
      for (int i = 0; pieces != null && i < pieces.size(); i++) {
        call(pieces.getJsonObject(i), i);
      }
      finish =
          choice.getString("finish_reason") == null ? finish : choice.getString("finish_reason");
    }

    private void call(JsonObject piece, int position) {
      int index = piece.getInteger("index", position);
      JsonObject function = piece.getJsonObject("function");
      if (index == calls.size()) {
        String start = piece.getString("id") + " " + function.getString("name") + " ";
        calls.add(new StringBuilder(start));
      }
      calls.get(index).append(orEmpty(function.getString("arguments")));
    }

    Choice choice() {
      return new Choice(
          text.toString(),
          reasoning.toString(),
          refusal.toString(),
          calls.stream().map(StringBuilder::toString).toList(),
          finish);
    }

    private static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }
  }
}
