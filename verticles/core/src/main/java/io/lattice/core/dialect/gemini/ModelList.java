package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of models, both ways; see https://ai.google.dev/api/models.
 *
 * @param nextPage the token of the next page, or null where this is the last
 */
public record ModelList(List<Model> models, @Nullable String nextPage) {
  private static final String PREFIX = "models/";

  /**
   * A model.
   *
   * @param id without the {@code models/} before it
   * @param inputTokens at most this many in a question, or null where it is not told
   * @param outputTokens at most this many in an answer, or null where it is not told
   * @param methods what it can be asked for: {@code generateContent}
   */
  public record Model(
      String id,
      String displayName,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      List<String> methods) {
    public Model {
      methods = List.copyOf(methods);
    }
  }

  public ModelList {
    models = List.copyOf(models);
  }

  /**
   * A provider's answer.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where it is no list of models
   */
  public static ModelList read(Bytes answer) {
    JsonTree json = JsonTree.read(answer);
    JsonTree list = json.get("models", Kind.ARRAY);
    if (list == null) {
      throw AnswerProgress.protocol("the provider's answer is no list of models");
    }
    List<Model> models = new ArrayList<>();
    for (JsonTree model : list.items()) {
      String name = model.string("name");
      if (name != null) {
        models.add(model(model, name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name));
      }
    }
    return new ModelList(models, json.string("nextPageToken"));
  }

  private static Model model(JsonTree model, String id) {
    String shown = model.string("displayName");
    JsonTree methods = model.get("supportedGenerationMethods", Kind.ARRAY);
    return new Model(
        id,
        shown == null ? id : shown,
        UsageReader.count(model, "inputTokenLimit"),
        UsageReader.count(model, "outputTokenLimit"),
        methods == null ? List.of() : methods.items().stream().map(JsonTree::text).toList());
  }

  /** The same for a caller. */
  public Bytes write() {
    JsonText json = new JsonText().startObject().name("models").startArray();
    for (Model model : models) {
      json.startObject().field("name", PREFIX + model.id);
      json.field("displayName", model.displayName);
      json.field("inputTokenLimit", model.inputTokens);
      json.field("outputTokenLimit", model.outputTokens);
      json.name("supportedGenerationMethods").startArray();
      model.methods.forEach(json::text);
      json.endArray().endObject();
    }
    return json.endArray().field("nextPageToken", nextPage).endObject().bytes();
  }
}
