package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, told twice: by a reader of the recorded JSON that shares nothing with the
 * dialect, and by the dialect's events. Both must be the same.
 *
 * @param usage input, output, cached and reasoning tokens, or null
 */
record PlainAnswer(Map<Integer, Choice> choices, @Nullable List<Long> usage) {

  /** One choice; tool calls as a name and the values of the arguments by their places. */
  record Choice(
      String text,
      String reasoning,
      List<String> signatures,
      List<String> calls,
      int citations,
      String finish) {}

  /** The chunks of a stream, whichever of its two forms it has. */
  static List<JsonObject> chunks(String stream) {
    if (stream.startsWith("[")) {
      return new JsonArray(stream).stream().map(JsonObject.class::cast).toList();
    }
    return Arrays.stream(stream.split("\n"))
        .filter(line -> line.startsWith("data:"))
        .map(line -> new JsonObject(line.substring(5).strip()))
        .toList();
  }

  static PlainAnswer ofChunks(List<JsonObject> chunks) {
    Plain plain = new Plain();
    chunks.forEach(plain::add);
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
              only(Part.Reasoning.class, parts).stream()
                  .map(Part.Reasoning::text)
                  .collect(Collectors.joining()),
              signatures(choice.index(), events),
              only(Part.ToolCall.class, parts).stream()
                  .map(call -> call.name() + " " + places(new JsonObject(call.arguments())))
                  .toList(),
              choice.citations().size(),
              String.valueOf(choice.providerFinishReason())));
    }
    return new PlainAnswer(choices, counts(response.usage()));
  }

  private static List<String> signatures(int choice, List<ChatEvent> events) {
    List<String> signatures = new ArrayList<>();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.ReasoningSigned e && e.choice() == choice) {
        signatures.add(e.proof().text());
      } else if (event instanceof ChatEvent.ToolCallSigned e && e.choice() == choice) {
        signatures.add(e.proof().text());
      }
    }
    return signatures;
  }

  private static <T extends Part> List<T> only(Class<T> type, List<Part> parts) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
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

  /** Every value by its place, as {@code $.recipe.steps[1]}. */
  private static Map<String, String> places(JsonObject object) {
    Map<String, String> places = new TreeMap<>();
    places("$", object, places);
    return places;
  }

  private static void places(String place, @Nullable Object value, Map<String, String> places) {
    if (value instanceof JsonObject object) {
      object.forEach(entry -> places(place + "." + entry.getKey(), entry.getValue(), places));
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        places(place + "[" + i + "]", array.getValue(i), places);
      }
    } else {
      places.put(place, String.valueOf(value));
    }
  }

  private static final class Plain {
    private final Map<Integer, PlainChoice> choices = new TreeMap<>();
    private @Nullable JsonObject usage;

    void add(JsonObject chunk) {
      JsonArray candidates = chunk.getJsonArray("candidates", new JsonArray());
      for (int i = 0; i < candidates.size(); i++) {
        JsonObject candidate = candidates.getJsonObject(i);
        choices
            .computeIfAbsent(candidate.getInteger("index", i), absent -> new PlainChoice())
            .add(candidate);
      }
      JsonObject told = chunk.getJsonObject("usageMetadata", new JsonObject());
      if (told.containsKey("promptTokenCount")) {
        usage = told;
      }
    }

    PlainAnswer answer() {
      Map<Integer, Choice> all = new TreeMap<>();
      choices.forEach((index, choice) -> all.put(index, choice.choice()));
      return new PlainAnswer(all, usage == null ? null : counts(usage));
    }

    private static List<Long> counts(JsonObject told) {
      long thoughts = told.getLong("thoughtsTokenCount", 0L);
      return List.of(
          told.getLong("promptTokenCount") + told.getLong("toolUsePromptTokenCount", 0L),
          told.getLong("candidatesTokenCount", 0L) + thoughts,
          told.getLong("cachedContentTokenCount", 0L),
          thoughts);
    }
  }

  private static final class PlainChoice {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<String> signatures = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Map<String, String>> arguments = new ArrayList<>();
    private final Set<String> cited = new LinkedHashSet<>();
    private String finish = "null";

    void add(JsonObject candidate) {
      JsonObject content = candidate.getJsonObject("content", new JsonObject());
      content.getJsonArray("parts", new JsonArray()).forEach(part -> part((JsonObject) part));
      finish = candidate.getString("finishReason", finish);
      JsonObject grounding = candidate.getJsonObject("groundingMetadata", new JsonObject());
      JsonArray supports = grounding.getJsonArray("groundingSupports", new JsonArray());
      for (int i = 0; i < supports.size(); i++) {
        String segment = supports.getJsonObject(i).getJsonObject("segment").encode();
        supports
            .getJsonObject(i)
            .getJsonArray("groundingChunkIndices")
            .forEach(index -> cited.add(segment + index));
      }
    }

    private void part(JsonObject part) {
      if (part.containsKey("thoughtSignature")) {
        signatures.add(part.getString("thoughtSignature"));
      }
      StringBuilder target = part.getBoolean("thought", false) ? reasoning : text;
      target.append(part.getString("text", ""));
      JsonObject call = part.getJsonObject("functionCall");
      if (call == null) {
        return;
      }
      if (call.containsKey("name")) {
        names.add(call.getString("name"));
        arguments.add(places(call.getJsonObject("args", new JsonObject())));
      }
      for (Object piece : call.getJsonArray("partialArgs", new JsonArray())) {
        JsonObject told = (JsonObject) piece;
        String value = told.getString("stringValue");
        arguments
            .get(arguments.size() - 1)
            .merge(told.getString("jsonPath"), value, String::concat);
      }
    }

    Choice choice() {
      List<String> calls = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        calls.add(names.get(i) + " " + arguments.get(i));
      }
      return new Choice(
          text.toString(), reasoning.toString(), signatures, calls, cited.size(), finish);
    }
  }
}
