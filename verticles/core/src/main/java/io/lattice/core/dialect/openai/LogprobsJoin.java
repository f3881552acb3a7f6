package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.List;

/** Joins the log probabilities of a stream's pieces, whose lists continue each other. */
final class LogprobsJoin {
  private LogprobsJoin() {}

  /** One object in OpenAI's shape, of one such object or of a list of them. */
  static Json of(Json logprobs) {
    JsonTree pieces = JsonTree.read(logprobs);
    if (!pieces.is(JsonTree.Kind.ARRAY)) {
      return logprobs;
    }
    JsonText json = new JsonText().startObject();
    for (String name : List.of("content", "refusal")) {
      json.name(name).startArray();
      for (JsonTree piece : pieces.items()) {
        JsonTree list = piece.get(name);
        if (list != null) {
          list.items().forEach(item -> json.json(item.json(), "logprobs"));
        }
      }
      json.endArray();
    }
    return Json.of(json.endObject().bytes().utf8());
  }
}
