package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, told twice: by a reader of the recorded JSON that shares nothing with the
 * dialect, and by the dialect's events. Both must be the same.
 *
 * @param proofs what is encrypted
 * @param calls as {@code id name arguments}
 * @param others types of items that have no word of ours
 * @param tokens how many tokens have log probabilities
 * @param usage input, output, cached and reasoning tokens, or null
 */
record PlainAnswer(
    String text,
    String reasoning,
    String refusal,
    List<String> proofs,
    List<String> calls,
    List<String> others,
    int citations,
    int tokens,
    @Nullable List<Long> usage) {

  /** The data of a stream's events. */
  static List<JsonObject> chunks(String stream) {
    return Arrays.stream(stream.split("\n"))
        .filter(line -> line.startsWith("data:"))
        .map(line -> new JsonObject(line.substring(5).strip()))
        .toList();
  }

  /**
   * What the deltas say; proofs, other items and usage are told with the ends of things. OpenAI
   * encrypts a thought anew for each event; the end of the item counts.
   */
  static PlainAnswer ofChunks(List<JsonObject> chunks) {
    StringBuilder text = new StringBuilder();
    List<StringBuilder> calls = new ArrayList<>();
    List<String> proofs = new ArrayList<>();
    int citations = 0;
    JsonObject last = new JsonObject();
    for (JsonObject chunk : chunks) {
      switch (chunk.getString("type")) {
        case "response.output_text.delta" -> text.append(chunk.getString("delta"));
        case "response.output_text.annotation.added" -> citations++;
        case "response.output_item.added" -> {
          JsonObject item = chunk.getJsonObject("item");
          if (item.getString("type").equals("function_call")) {
            calls.add(
                new StringBuilder(item.getString("call_id") + " " + item.getString("name") + " "));
          }
        }
        case "response.function_call_arguments.delta" ->
            calls.get(calls.size() - 1).append(chunk.getString("delta"));
        case "response.output_item.done" -> {
          String proof = chunk.getJsonObject("item").getString("encrypted_content");
          proofs.addAll(proof == null ? List.of() : List.of(proof));
        }
        case "response.completed", "response.incomplete" -> last = chunk.getJsonObject("response");
        default -> {
          // Says nothing that the others do not.
        }
      }
    }
    PlainAnswer whole = ofResponse(last);
    return new PlainAnswer(
        text.toString(),
        whole.reasoning,
        whole.refusal,
        proofs,
        calls.stream().map(StringBuilder::toString).toList(),
        whole.others,
        citations,
        whole.tokens,
        whole.usage);
  }

  static PlainAnswer ofResponse(JsonObject response) {
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    List<String> thoughts = new ArrayList<>();
    List<String> proofs = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    List<String> others = new ArrayList<>();
    int citations = 0;
    int tokens = 0;
    for (JsonObject item : objects(response, "output")) {
      switch (item.getString("type")) {
        case "message" -> {
          for (JsonObject part : objects(item, "content")) {
            text.append(part.getString("text", ""));
            refusal.append(part.getString("refusal", ""));
            citations += objects(part, "annotations").size();
            tokens += objects(part, "logprobs").size();
          }
        }
        case "reasoning" -> {
          objects(item, "summary").forEach(part -> thoughts.add(part.getString("text")));
          objects(item, "content").forEach(part -> thoughts.add(part.getString("text")));
          if (item.getString("encrypted_content") != null) {
            proofs.add(item.getString("encrypted_content"));
          }
        }
        case "function_call" ->
            calls.add(
                item.getString("call_id")
                    + " "
                    + item.getString("name")
                    + " "
                    + item.getString("arguments"));
        default -> others.add(item.getString("type"));
      }
    }
    return new PlainAnswer(
        text.toString(),
        String.join("", thoughts),
        refusal.toString(),
        proofs,
        calls,
        others,
        citations,
        tokens,
        usage(response.getJsonObject("usage")));
  }

  static PlainAnswer ofEvents(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    ChatResponse response = fold.response();
    List<Part> parts =
        response.choices().isEmpty() ? List.of() : response.choices().get(0).message().parts();
    return new PlainAnswer(
        joined(parts, Part.Text.class, Part.Text::text),
        joined(parts, Part.Reasoning.class, Part.Reasoning::text),
        joined(parts, Part.Refusal.class, Part.Refusal::text),
        only(parts, Part.Reasoning.class)
            .map(Part.Reasoning::proof)
            .filter(Objects::nonNull)
            .map(proof -> proof.text())
            .toList(),
        only(parts, Part.ToolCall.class)
            .map(call -> call.id() + " " + call.name() + " " + call.arguments())
            .toList(),
        only(parts, Part.Opaque.class)
            .map(opaque -> new JsonObject(opaque.json().text()).getString("type"))
            .toList(),
        response.choices().isEmpty() ? 0 : response.choices().get(0).citations().size(),
        tokens(events),
        counts(response.usage()));
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

  private static int tokens(List<ChatEvent> events) {
    return events.stream()
        .filter(ChatEvent.LogprobsAdded.class::isInstance)
        .map(event -> ((ChatEvent.LogprobsAdded) event).logprobs())
        .map(Json::text)
        .mapToInt(text -> new JsonObject(text).getJsonArray("content").size())
        .sum();
  }

  private static @Nullable List<Long> usage(@Nullable JsonObject told) {
    return told == null
        ? null
        : List.of(
            told.getLong("input_tokens"),
            told.getLong("output_tokens"),
            told.getJsonObject("input_tokens_details").getLong("cached_tokens"),
            told.getJsonObject("output_tokens_details").getLong("reasoning_tokens"));
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    return object.getJsonArray(name, new JsonArray()).stream().map(JsonObject.class::cast).toList();
  }

  private static <P extends Part> Stream<P> only(List<Part> parts, Class<P> type) {
    return parts.stream().filter(type::isInstance).map(type::cast);
  }

  private static <P extends Part> String joined(
      List<Part> parts, Class<P> type, Function<P, String> text) {
    return only(parts, type).map(text).collect(Collectors.joining());
  }
}
