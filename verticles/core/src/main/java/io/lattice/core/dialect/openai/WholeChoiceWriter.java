package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.CallProof;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one choice of a whole answer. */
final class WholeChoiceWriter {
  private static final String ANNOTATIONS = "annotations";

  private WholeChoiceWriter() {}

  static void write(ChatResponse.Choice choice, JsonText json) {
    json.startObject().field("index", (Integer) choice.index()).name("message");
    message(choice, json);
    json.name("logprobs");
    if (choice.logprobs() == null || !JsonText.isOneValue(choice.logprobs())) {
      json.nothing();
    } else {
      json.json(LogprobsJoin.of(choice.logprobs()), "logprobs");
    }
    extras(choice.message().extras(), ExtraPlace.Beside.CHOICE, 0, json);
    finish(choice, json);
    json.endObject();
  }

  private static void message(ChatResponse.Choice choice, JsonText json) {
    List<Part> parts = choice.message().parts();
    String text = joined(Part.Text.class, Part.Text::text, parts);
    String refusal = joined(Part.Refusal.class, Part.Refusal::text, parts);
    List<Part.ToolCall> calls = only(Part.ToolCall.class, parts);
    boolean saysNothing = text == null && refusal == null && calls.isEmpty();
    json.startObject().field("role", "assistant");
    textOrNull("content", saysNothing ? "" : text, json);
    textOrNull("refusal", refusal, json);
    reasoning(parts, json);
    if (!calls.isEmpty()) {
      json.name("tool_calls").startArray();
      for (int i = 0; i < calls.size(); i++) {
        call(calls.get(i), i, choice.message().extras(), json);
      }
      json.endArray();
    }
    annotations(choice, json);
    extras(choice.message().extras(), ExtraPlace.Beside.MESSAGE, 0, json);
    json.endObject();
  }

  private static void reasoning(List<Part> parts, JsonText json) {
    json.field("reasoning_content", joined(Part.Reasoning.class, Part.Reasoning::text, parts));
    List<Part.Reasoning> signed =
        only(Part.Reasoning.class, parts).stream().filter(part -> part.proof() != null).toList();
    if (!signed.isEmpty()) {
      json.name("thinking_blocks").startArray();
      for (Part.Reasoning part : signed) {
        ThinkingBlock.write(part.text(), Objects.requireNonNull(part.proof()), json);
      }
      json.endArray();
    }
  }

  private static void call(Part.ToolCall call, int index, Map<String, Json> extras, JsonText json) {
    json.startObject().field("id", call.id()).field("type", "function");
    json.name("function").startObject();
    json.field("name", call.name()).field("arguments", call.arguments()).endObject();
    CallProof.write(call.proof(), json);
    extras(extras, ExtraPlace.Beside.CALL, index, json);
    json.endObject();
  }

  private static void annotations(ChatResponse.Choice choice, JsonText json) {
    json.name(ANNOTATIONS).startArray();
    choice.citations().forEach(citation -> CitationWriter.write(citation, json));
    Json others = choice.message().extras().get(ANNOTATIONS);
    if (others != null && JsonText.isOneValue(others)) {
      JsonTree.read(others).items().forEach(item -> json.json(item.json(), ANNOTATIONS));
    }
    json.endArray();
  }

  private static void extras(
      Map<String, Json> extras, ExtraPlace.Beside beside, int call, JsonText json) {
    extras.forEach(
        (name, value) -> {
          ExtraPlace place = ExtraPlace.of(name);
          if (place.beside() == beside
              && place.call() == call
              && !name.equals(ANNOTATIONS)
              && JsonText.isOneValue(value)) {
            json.field(place.name(), value);
          }
        });
  }

  private static void finish(ChatResponse.Choice choice, JsonText json) {
    String word = choice.finishReason() == null ? null : FinishWords.word(choice.finishReason());
    String providers = choice.providerFinishReason();
    textOrNull("finish_reason", word, json);
    if (providers != null && !providers.isEmpty() && !providers.equals(word)) {
      json.field("provider_finish_reason", providers);
    }
  }

  private static void textOrNull(String name, @Nullable String text, JsonText json) {
    if (text == null) {
      json.name(name).nothing();
    } else {
      json.field(name, text);
    }
  }

  /** The texts of all parts of a type; null where there is none, or nothing in them. */
  private static <T extends Part> @Nullable String joined(
      Class<T> type, Function<T, String> text, List<Part> parts) {
    String joined = only(type, parts).stream().map(text).collect(Collectors.joining());
    return joined.isEmpty() ? null : joined;
  }

  private static <T extends Part> List<T> only(Class<T> type, List<Part> parts) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
