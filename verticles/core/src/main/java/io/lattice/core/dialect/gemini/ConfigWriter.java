package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes {@code generationConfig}. Confined to one request. */
final class ConfigWriter {
  static final String CONFIG = "generationConfig";

  /** What no extra field may say again. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "maxOutputTokens",
          "stopSequences",
          "candidateCount",
          "temperature",
          "topP",
          "topK",
          "frequencyPenalty",
          "presencePenalty",
          "seed",
          "responseLogprobs",
          "logprobs");

  /** The same where the form of the answer is said. */
  private static final Set<String> FORMAT_FIELDS =
      Set.of("responseMimeType", "responseJsonSchema", "responseSchema");

  private final ChatRequest request;
  private final UpstreamTarget target;
  private final Generation generation;
  private final Differences differences;
  private final JsonText json = new JsonText();

  ConfigWriter(
      ChatRequest request, UpstreamTarget target, Generation generation, Differences differences) {
    this.request = request;
    this.target = target;
    this.generation = generation;
    this.differences = differences;
  }

  /**
   * The object; null where there is nothing to say.
   *
   * @param format the form of the answer that the model keeps to by itself, or null
   */
  @Nullable Json config(@Nullable ResponseFormat format) {
    Map<String, Json> extras = Extras.inside(request.extras(), CONFIG);
    json.startObject();
    limits();
    sampling(request.sampling());
    format(format);
    new ThinkingWriter(request.reasoning(), target.modelId(), generation, json, differences)
        .write(Extras.inside(extras, ThinkingWriter.CONFIG));
    json.fields(
        Extras.beside(extras, ThinkingWriter.CONFIG),
        name ->
            OWN_FIELDS.contains(name)
                || name.equals(ThinkingWriter.CONFIG)
                || (format != null && FORMAT_FIELDS.contains(name)));
    String written = json.endObject().bytes().utf8();
    return written.equals("{}") ? null : Json.of(written);
  }

  private void limits() {
    json.field("maxOutputTokens", request.maxOutputTokens());
    if (!request.stop().isEmpty()) {
      json.name("stopSequences").startArray();
      request.stop().forEach(json::text);
      json.endArray();
    }
    json.field("candidateCount", request.choices() == 1 ? null : (Integer) request.choices());
  }

  private void sampling(Sampling sampling) {
    json.field("temperature", sampling.temperature()).field("topP", sampling.topP());
    json.field("topK", sampling.topK());
    json.field("frequencyPenalty", sampling.frequencyPenalty());
    json.field("presencePenalty", sampling.presencePenalty());
    seed(sampling.seed());
    json.field("responseLogprobs", sampling.logprobs());
    json.field("logprobs", sampling.topLogprobs());
  }

  /** Google takes 32 bits. */
  private void seed(@Nullable Long seed) {
    if (seed != null && seed == seed.intValue()) {
      json.field("seed", seed);
    } else {
      differences.drop("seed", seed);
    }
  }

  /** The schema's name means nothing here, and is never left to choose. */
  private void format(@Nullable ResponseFormat format) {
    if (format instanceof ResponseFormat.Text) {
      json.field("responseMimeType", "text/plain");
    } else if (format != null) {
      json.field("responseMimeType", "application/json");
    }
    if (format instanceof ResponseFormat.JsonSchema schema) {
      json.field("responseJsonSchema", schema.schema());
      differences.drop("response_format.json_schema.description", schema.description());
    }
  }
}
