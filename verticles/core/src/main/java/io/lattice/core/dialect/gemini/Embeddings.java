package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import io.lattice.core.dialect.WrittenRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of texts as a provider gives them: {@code :batchEmbedContents} for any number of texts,
 * {@code :embedContent} for one. See https://ai.google.dev/api/embeddings.
 */
public final class Embeddings {
  private static final Set<String> KNOWN = Set.of("taskType", "title", "autoTruncate");

  private Embeddings() {}

  /** The body for {@code :batchEmbedContents}. */
  public static WrittenRequest writeBatch(EmbeddingRequest request, String modelId) {
    Differences differences = new Differences();
    JsonText json = new JsonText().startObject().name("requests").startArray();
    for (int i = 0; i < request.inputs().size(); i++) {
      json.startObject().field("model", "models/" + modelId);
      fields(request, i, json, differences);
      json.endObject();
    }
    json.endArray().endObject();
    return new WrittenRequest(json.bytes(), differences.adaptation());
  }

  /**
   * The body for {@code :embedContent}, all that some of Vertex AI's models take.
   *
   * @throws DialectException with INVALID_REQUEST for more than one text
   */
  public static WrittenRequest writeOne(EmbeddingRequest request) {
    if (request.inputs().size() > 1) {
      throw DialectException.invalid("input", "must be one text for this model, not several");
    }
    Differences differences = new Differences();
    JsonText json = new JsonText().startObject();
    fields(request, 0, json, differences);
    return new WrittenRequest(json.endObject().bytes(), differences.adaptation());
  }

  private static void fields(
      EmbeddingRequest request, int input, JsonText json, Differences differences) {
    if (!(request.inputs().get(input) instanceof EmbeddingRequest.Text text)) {
      throw DialectException.invalid(
          "input", "is made of tokens, which this provider does not know: send the text");
    }
    json.name("content").startObject().name("parts").startArray();
    json.startObject().field("text", text.text()).endObject().endArray().endObject();
    json.field("outputDimensionality", request.dimensions());
    differences.drop("user", request.endUser());
    request
        .extras()
        .forEach(
            (name, value) -> {
              String camel = ProtoNames.camel(name);
              boolean isTwice = !camel.equals(name) && request.extras().containsKey(camel);
              if (KNOWN.contains(camel) && !isTwice) {
                json.field(camel, value);
              } else {
                differences.drop(name);
              }
            });
  }

  /**
   * A provider's answer, to one text or to many. Most models count no tokens.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where there is no vector in it, or another
   *     number of them than was asked for
   */
  public static EmbeddingResponse read(Bytes answer, EmbeddingRequest request) {
    JsonTree json = JsonTree.read(answer);
    JsonTree one = json.get("embedding", Kind.OBJECT);
    JsonTree many = json.get("embeddings", Kind.ARRAY);
    List<JsonTree> items = new ArrayList<>(many == null ? List.of() : many.items());
    if (one != null) {
      items.add(one);
    }
    if (items.size() != request.inputs().size()) {
      throw AnswerProgress.protocol(
          "the provider sent %d vectors for %d texts"
              .formatted(items.size(), request.inputs().size()));
    }
    List<Vector> vectors = items.stream().map(Embeddings::vector).toList();
    return new EmbeddingResponse("", vectors, usage(json, items));
  }

  private static Vector vector(JsonTree embedding) {
    JsonTree values = embedding.get("values", Kind.ARRAY);
    if (values == null || values.items().isEmpty()) {
      throw AnswerProgress.protocol("the provider sent a vector without numbers");
    }
    float[] numbers = new float[values.items().size()];
    for (int i = 0; i < numbers.length; i++) {
      BigDecimal number = values.items().get(i).number();
      if (number == null) {
        throw AnswerProgress.protocol("the provider sent a vector that is not all numbers");
      }
      numbers[i] = number.floatValue();
    }
    return Vector.of(numbers);
  }

  private static @Nullable Usage usage(JsonTree answer, List<JsonTree> embeddings) {
    JsonTree told = answer.get("usageMetadata", Kind.OBJECT);
    if (told != null) {
      return UsageReader.read(told);
    }
    long sum = 0;
    boolean isCounted = false;
    for (JsonTree embedding : embeddings) {
      JsonTree statistics = embedding.get("statistics", Kind.OBJECT);
      Long tokens = statistics == null ? null : UsageReader.count(statistics, "tokenCount");
      sum += tokens == null ? 0 : tokens;
      isCounted |= tokens != null;
    }
    return isCounted ? Usage.counted(sum, 0) : null;
  }
}
