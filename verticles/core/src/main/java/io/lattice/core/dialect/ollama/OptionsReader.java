package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what Ollama calls options. Confined to one request. */
final class OptionsReader {
  private final JsonFields request;
  private final JsonFields options;

  OptionsReader(JsonFields request) {
    this.request = request;
    JsonFields said = request.object("options");
    this.options = said == null ? new JsonFields(JsonTree.read(Json.of("{}")), "options") : said;
  }

  /** Less than one means no limit, which is what nothing means to us. */
  @Nullable Integer maxOutputTokens() {
    Integer tokens = options.integer("num_predict");
    return tokens == null || tokens < 1 ? null : tokens;
  }

  List<String> stop() {
    JsonTree stop = options.value("stop");
    if (stop == null) {
      return List.of();
    }
    List<String> sequences = new ArrayList<>();
    for (JsonTree item : stop.is(JsonTree.Kind.ARRAY) ? stop.items() : List.of(stop)) {
      if (!item.is(JsonTree.Kind.STRING)) {
        throw DialectException.invalid("options.stop", "must be a list of strings");
      }
      sequences.add(item.text());
    }
    return sequences;
  }

  Sampling sampling() {
    return new Sampling(
        options.decimal("temperature"),
        options.decimal("top_p"),
        options.integer("top_k"),
        options.decimal("frequency_penalty"),
        options.decimal("presence_penalty"),
        options.longInteger("seed"),
        request.flag("logprobs"),
        request.integer("top_logprobs"));
  }

  /** The other options, as extra fields of the request. */
  Map<String, Json> rest() {
    return new LinkedHashMap<>(Extras.said(options.rest(Extras.OPTIONS)));
  }
}
