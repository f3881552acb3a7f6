package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, told twice: by a reader of the recorded JSON that shares nothing with the
 * dialect, and by the dialect's events. Both must be the same.
 *
 * @param calls as {@code name arguments}
 * @param usage input and output tokens, or null
 */
record PlainAnswer(
    String model,
    long created,
    String text,
    String thinking,
    List<String> calls,
    @Nullable FinishReason finish,
    @Nullable List<Long> usage) {

  static List<String> lines(String body) {
    return body.lines().filter(line -> !line.isBlank()).toList();
  }

  static PlainAnswer ofLines(List<String> lines) {
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    List<String> calls = new ArrayList<>();
    FinishReason finish = null;
    List<Long> usage = null;
    for (String line : lines) {
      JsonObject json = new JsonObject(line);
      JsonObject message = json.getJsonObject("message", new JsonObject());
      text.append(message.getString("content", ""));
      thinking.append(message.getString("thinking", ""));
      for (Object item : message.getJsonArray("tool_calls", new JsonArray())) {
        JsonObject function = ((JsonObject) item).getJsonObject("function");
        calls.add(function.getString("name") + " " + function.getJsonObject("arguments"));
      }
      if (json.getBoolean("done", false)) {
        boolean isCut = "length".equals(json.getString("done_reason"));
        FinishReason whole = calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        finish = isCut ? FinishReason.LENGTH : whole;
        usage = List.of(json.getLong("prompt_eval_count"), json.getLong("eval_count"));
      }
    }
    JsonObject first = new JsonObject(lines.get(0));
    return new PlainAnswer(
        first.getString("model"),
        Instant.parse(first.getString("created_at")).getEpochSecond(),
        text.toString(),
        thinking.toString(),
        calls,
        finish,
        usage);
  }

  static PlainAnswer ofEvents(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    ChatResponse response = fold.response();
    ChatResponse.Choice choice = response.choices().get(0);
    List<Part> parts = choice.message().parts();
    return new PlainAnswer(
        response.model(),
        response.created(),
        choice.message().text(),
        parts.stream()
            .filter(Part.Reasoning.class::isInstance)
            .map(part -> ((Part.Reasoning) part).text())
            .collect(Collectors.joining()),
        parts.stream()
            .filter(Part.ToolCall.class::isInstance)
            .map(Part.ToolCall.class::cast)
            .map(call -> call.name() + " " + new JsonObject(call.arguments()))
            .toList(),
        choice.finishReason(),
        counts(response.usage()));
  }

  static @Nullable List<Long> counts(@Nullable Usage usage) {
    return usage == null ? null : List.of(usage.inputTokens(), usage.outputTokens());
  }

  /** The usage that was told last. */
  static @Nullable Usage usageOf(List<ChatEvent> events) {
    Usage usage = null;
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.UsageReported reported) {
        usage = Objects.requireNonNull(reported.usage());
      }
    }
    return usage;
  }
}
