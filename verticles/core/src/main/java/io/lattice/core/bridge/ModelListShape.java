package io.lattice.core.bridge;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shape in which the models are listed for a caller, made of OpenAI's, which is ours. */
enum ModelListShape {
  OPENAI(Function.identity(), Function.identity()),

  /** See https://docs.anthropic.com/en/api/models-list; all models are on one page. */
  ANTHROPIC(ModelListShape::anthropicModel, ModelListShape::anthropicList),

  /** See https://ai.google.dev/api/models; all models are on one page. */
  GEMINI(ModelListShape::geminiModel, ModelListShape::geminiList);

  /** Anthropic's API has this path in common with OpenAI's; its libraries always say a version. */
  private static final String ANTHROPIC_VERSION = "anthropic-version";

  private static final String LONG_AGO = "1970-01-01T00:00:00Z";

  @SuppressWarnings("ImmutableEnumChecker") // They are pure functions.
  private final Function<JsonObject, JsonObject> model;

  @SuppressWarnings("ImmutableEnumChecker") // They are pure functions.
  private final Function<JsonObject, JsonObject> list;

  ModelListShape(Function<JsonObject, JsonObject> model, Function<JsonObject, JsonObject> list) {
    this.model = model;
    this.list = list;
  }

  /** What a caller of {@code /v1/models} reads. */
  static ModelListShape of(MultiMap headers) {
    return headers.contains(ANTHROPIC_VERSION) ? ANTHROPIC : OPENAI;
  }

  JsonObject model(JsonObject openAi) {
    return model.apply(openAi);
  }

  JsonObject list(JsonObject openAi) {
    return list.apply(openAi);
  }

  private static JsonObject anthropicModel(JsonObject openAi) {
    return new JsonObject()
        .put("type", "model")
        .put("id", openAi.getString("id"))
        .put("display_name", openAi.getString("id"))
        .put("created_at", LONG_AGO);
  }

  private static JsonObject anthropicList(JsonObject openAi) {
    JsonArray data = each(openAi, ModelListShape::anthropicModel);
    JsonObject list = new JsonObject().put("data", data).put("has_more", false);
    return list.put("first_id", idAt(data, 0)).put("last_id", idAt(data, data.size() - 1));
  }

  private static @Nullable String idAt(JsonArray data, int index) {
    return data.isEmpty() ? null : data.getJsonObject(index).getString("id");
  }

  /** Names the methods that the bridge serves. */
  private static JsonObject geminiModel(JsonObject openAi) {
    JsonArray able = openAi.getJsonArray("capabilities", new JsonArray());
    boolean embeds = able.contains("embeddings");
    JsonArray methods = new JsonArray();
    if (!embeds || able.size() > 1) {
      methods.add("generateContent").add("streamGenerateContent").add("countTokens");
    }
    if (embeds) {
      methods.add("embedContent").add("batchEmbedContents");
    }
    return new JsonObject()
        .put("name", "models/" + openAi.getString("id"))
        .put("displayName", openAi.getString("id"))
        .put("supportedGenerationMethods", methods);
  }

  private static JsonObject geminiList(JsonObject openAi) {
    return new JsonObject().put("models", each(openAi, ModelListShape::geminiModel));
  }

  private static JsonArray each(JsonObject list, Function<JsonObject, JsonObject> shape) {
    JsonArray all = new JsonArray();
    Stream<Object> models = list.getJsonArray("data", new JsonArray()).stream();
    models.map(each -> shape.apply((JsonObject) each)).forEach(all::add);
    return all;
  }
}
