package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vectors of texts as callers ask for them, one text or a batch of them at a time. */
public final class EmbeddingCalls {

  /** What a caller's action is. */
  public enum Form {
    /** {@code :embedContent}. */
    ONE,
    /** {@code :batchEmbedContents}. */
    BATCH
  }

  private EmbeddingCalls() {}

  /**
   * A caller's request.
   *
   * @param model the model that the path names
   * @throws DialectException with INVALID_REQUEST that names the field and the remedy
   */
  public static EmbeddingRequest read(Bytes body, String model, Form form) {
    return read(body, model, form, JsonLimits.DEFAULT, EmbeddingInputs.DEFAULT);
  }

  /** The same with limits of its own. */
  static EmbeddingRequest read(
      Bytes body, String model, Form form, JsonLimits limits, EmbeddingInputs allowed) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    ProtoFields request = new ProtoFields(JsonTree.read(body), "");
    List<ProtoFields> each = form == Form.ONE ? List.of(request) : request.objects("requests");
    allowed.checkCount("requests", each.size());
    List<EmbeddingRequest.Input> inputs = new ArrayList<>();
    Settings settings = null;
    for (ProtoFields fields : each) {
      inputs.add(text(fields));
      Settings own = Settings.of(fields);
      if (settings != null && !settings.equals(own)) {
        throw DialectException.invalid(
            fields.path(), "must differ from the others in nothing but its content");
      }
      settings = own;
    }
    return new EmbeddingRequest(
        model,
        inputs,
        settings == null ? null : settings.dimensions,
        null,
        settings == null ? Map.of() : settings.extras);
  }

  /** What is asked of every vector alike. */
  private record Settings(@Nullable Integer dimensions, Map<String, Json> extras) {

    static Settings of(ProtoFields fields) {
      fields.value("model");
      Integer dimensions = fields.integer("outputDimensionality");
      if (dimensions != null && dimensions < 1) {
        throw DialectException.invalid(fields.path("outputDimensionality"), "must be at least 1");
      }
      return new Settings(dimensions, fields.rest(""));
    }
  }

  private static EmbeddingRequest.Text text(ProtoFields fields) {
    ProtoFields content = fields.object("content");
    if (content == null) {
      throw DialectException.invalid(fields.path("content"), "is missing");
    }
    StringBuilder text = new StringBuilder();
    for (ProtoFields part : content.objects("parts")) {
      text.append(part.requiredString("text"));
      if (!part.rest("").isEmpty()) {
        throw DialectException.invalid(part.path(), "must hold a text and nothing else");
      }
    }
    return EmbeddingInputs.text(content.path("parts"), text.toString());
  }

  /** What a caller is answered. */
  public static Bytes write(EmbeddingResponse response, Form form) {
    JsonText json = new JsonText().startObject();
    if (form == Form.ONE) {
      vector(response.vectors().get(0), json.name("embedding"));
    } else {
      json.name("embeddings").startArray();
      response.vectors().forEach(vector -> vector(vector, json));
      json.endArray();
    }
    if (response.usage() != null) {
      json.name("usageMetadata").startObject();
      json.field("promptTokenCount", (Long) response.usage().inputTokens());
      json.field("totalTokenCount", (Long) response.usage().totalTokens()).endObject();
    }
    return json.endObject().bytes();
  }

  private static void vector(Vector vector, JsonText json) {
    json.startObject().name("values").startArray();
    for (float number : vector.numbers()) {
      json.number(number);
    }
    json.endArray().endObject();
  }
}
