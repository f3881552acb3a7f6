package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;

/** What is said to {@code /api/embed}. Pure. */
final class Embeddings {
  private Embeddings() {}

  /**
   * The request for all texts at once.
   *
   * @throws DialectException with INVALID_REQUEST for tokens, which Ollama does not take
   */
  static WrittenRequest write(EmbeddingRequest request, UpstreamTarget target) {
    Changes changes = new Changes();
    Extras extras = new Extras(request.extras(), changes);
    JsonText json = new JsonText().startObject().field("model", target.modelId());
    json.name("input").startArray();
    for (int i = 0; i < request.inputs().size(); i++) {
      if (!(request.inputs().get(i) instanceof EmbeddingRequest.Text text)) {
        throw DialectException.invalid(
            "input[" + i + "]", "is made of tokens, and Ollama takes text only: send the text");
      }
      json.text(text.text());
    }
    json.endArray().field("dimensions", request.dimensions());
    // A text that is too long is an error rather than the vector of its beginning.
    Json truncate = extras.take("truncate");
    json.field("truncate", truncate == null ? Json.of("false") : truncate);
    memory(extras, target, json, changes);
    if (request.endUser() != null) {
      changes.drop("user");
    }
    extras.dropRest();
    return new WrittenRequest(json.endObject().bytes(), changes.adaptation());
  }

  private static void memory(Extras extras, UpstreamTarget target, JsonText json, Changes changes) {
    Integer numCtx = TargetOptions.numCtx(target);
    if (numCtx != null) {
      json.name("options").startObject().field("num_ctx", numCtx).endObject();
    }
    extras.takeOptions().keySet().forEach(name -> changes.drop(Extras.OPTIONS + name));
    Json ofOperator = TargetOptions.keepAlive(target);
    Json ofCaller = extras.take("keep_alive");
    json.field("keep_alive", ofOperator == null ? ofCaller : ofOperator);
  }
}
