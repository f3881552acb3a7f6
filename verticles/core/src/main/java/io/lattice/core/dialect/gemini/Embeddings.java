package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingAnswer;
import io.lattice.core.dialect.EmbeddingBody;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import io.lattice.core.dialect.WrittenRequest;
import java.io.IOException;
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
    EmbeddingAnswer read = answer(answer, new EmbeddingPart(0, request));
    return new EmbeddingResponse("", read.vectors(), read.usage());
  }

  /** The same, as it is told. */
  static EmbeddingAnswer answer(Bytes body, EmbeddingPart asked) {
    EmbeddingAnswer answer = new EmbeddingAnswer(asked);
    Counts counts = new Counts();
    EmbeddingBody.read(
        body, GoogleError::inAnswer, (json, name) -> field(json, name, answer, counts));
    answer.usage(counts.usage());
    return answer;
  }

  private static void field(EmbeddingBody json, String name, EmbeddingAnswer answer, Counts counts)
      throws IOException {
    switch (name) {
      case "embedding" -> vector(json, answer, counts);
      case "embeddings" -> json.array(() -> vector(json, answer, counts));
      case "usageMetadata" -> counts.told = json.tree();
      default -> {
        // Nothing hangs on it.
      }
    }
  }

  private static void vector(EmbeddingBody json, EmbeddingAnswer answer, Counts counts)
      throws IOException {
    json.object(
        name -> {
          if (name.equals("values")) {
            answer.vector(json.vector());
          } else if (name.equals("statistics")) {
            counts.add(UsageReader.count(json.tree(), "tokenCount"));
          }
        });
  }

  /** What is told of tokens: of all texts, or of each. Confined to one answer. */
  private static final class Counts {
    private @Nullable JsonTree told;
    private long sum;
    private boolean isCounted;

    void add(@Nullable Long tokens) {
      sum += tokens == null ? 0 : tokens;
      isCounted |= tokens != null;
    }

    @Nullable Usage usage() {
      if (told != null && told.is(Kind.OBJECT)) {
        return UsageReader.read(told);
      }
      return isCounted ? Usage.counted(sum, 0) : null;
    }
  }
}
