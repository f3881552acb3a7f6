package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.EmbeddingQuestion;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a caller's {@code embedContent} or {@code batchEmbedContents}. Fields are known by both of
 * the names that Google's JSON gives them, {@code taskType} and {@code task_type}.
 */
public final class EmbeddingGeminiSpeech {

  /** What may differ from text to text, and here must not. */
  private record Manner(@Nullable Integer dimensions, Map<String, Json> extras) {}

  private EmbeddingGeminiSpeech() {}

  /** {@code embedContent}: one text. */
  public static EmbeddingSpeech one(JsonLimits limits) {
    return (body, model) -> {
      JsonFields request = new JsonFields(checked(body, limits), "");
      EmbeddingRequest.Text text = text(request);
      return question(model, List.of(text), manner(request), EmbeddingGeminiWriter::one);
    };
  }

  /** {@code batchEmbedContents}: many. */
  public static EmbeddingSpeech several(JsonLimits limits, EmbeddingInputs inputs) {
    return (body, model) -> {
      List<JsonTree> requests = new JsonFields(checked(body, limits), "").list("requests");
      inputs.checkCount("requests", requests.size());
      List<EmbeddingRequest.Input> texts = new ArrayList<>(requests.size());
      Manner common = null;
      for (JsonTree each : requests) {
        JsonFields request = new JsonFields(each, "requests[%d]".formatted(texts.size()));
        texts.add(text(request));
        Manner own = manner(request);
        if (common != null && !common.equals(own)) {
          throw DialectException.invalid(
              request.path(),
              "differs from those before it in more than its content: ask for it in a batch of its"
                  + " own");
        }
        common = own;
      }
      Manner manner = common == null ? new Manner(null, Map.of()) : common;
      return question(model, texts, manner, EmbeddingGeminiWriter::several);
    };
  }

  private static JsonTree checked(Bytes body, JsonLimits limits) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    return JsonTree.read(body);
  }

  private static EmbeddingQuestion question(
      String model,
      List<EmbeddingRequest.Input> texts,
      Manner manner,
      Function<EmbeddingResponse, Bytes> writing) {
    return new EmbeddingQuestion(
        new EmbeddingRequest(model, texts, manner.dimensions(), null, manner.extras()), writing);
  }

  /** The parts of a content are one text. */
  private static EmbeddingRequest.Text text(JsonFields request) {
    JsonFields content = request.requiredObject("content");
    StringBuilder text = new StringBuilder();
    int index = 0;
    for (JsonTree part : content.list("parts")) {
      String path = "%s[%d]".formatted(content.path("parts"), index++);
      JsonFields fields = new JsonFields(part, path);
      text.append(fields.requiredString("text"));
      if (!fields.rest().isEmpty()) {
        throw DialectException.invalid(path, "must hold a text and nothing else");
      }
    }
    return EmbeddingInputs.text(content.path("parts"), text.toString());
  }

  private static Manner manner(JsonFields request) {
    // The path says it.
    request.value("model");
    Integer camel = request.integer("outputDimensionality");
    Integer snake = request.integer("output_dimensionality");
    Integer dimensions = camel == null ? snake : camel;
    if (dimensions != null && dimensions < 1) {
      throw DialectException.invalid(request.path("outputDimensionality"), "must be at least 1");
    }
    Map<String, Json> extras = new TreeMap<>(request.rest());
    rename("task_type", "taskType", extras);
    rename("auto_truncate", "autoTruncate", extras);
    return new Manner(dimensions, extras);
  }

  private static void rename(String from, String to, Map<String, Json> extras) {
    Json value = extras.remove(from);
    if (value != null) {
      extras.putIfAbsent(to, value);
    }
  }
}
