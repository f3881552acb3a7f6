package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log probabilities, Google's {@code logprobsResult} as OpenAI's {@code logprobs} and back: they
 * travel in OpenAI's shape whatever the provider, since that is the one which callers read.
 */
final class Logprobs {
  private Logprobs() {}

  /** In OpenAI's shape; null where nothing is told of any token. */
  static @Nullable Json read(JsonTree result) {
    JsonTree chosen = result.get("chosenCandidates", Kind.ARRAY);
    if (chosen == null || chosen.items().isEmpty()) {
      return null;
    }
    List<JsonTree> tops = items(result.get("topCandidates", Kind.ARRAY));
    JsonText json = new JsonText().startObject().name("content").startArray();
    for (int i = 0; i < chosen.items().size(); i++) {
      json.startObject();
      token(chosen.items().get(i), json);
      json.name("top_logprobs").startArray();
      JsonTree top = i < tops.size() ? tops.get(i).get("candidates", Kind.ARRAY) : null;
      for (JsonTree other : items(top)) {
        token(other, json.startObject());
        json.endObject();
      }
      json.endArray().endObject();
    }
    json.endArray().name("refusal").nothing().endObject();
    return Json.of(json.bytes().utf8());
  }

  private static void token(JsonTree candidate, JsonText json) {
    String token = candidate.string("token");
    String text = token == null ? "" : token;
    json.field("token", text).field("logprob", number(candidate, "logProbability"));
    json.name("bytes").startArray();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      json.number(each & 0xFF);
    }
    json.endArray();
  }

  /**
   * Writes {@code logprobsResult} of pieces in OpenAI's shape; nothing where they are in another.
   */
  static void write(List<Json> pieces, JsonText json) {
    List<JsonTree> tokens =
        pieces.stream()
            .filter(JsonText::isOneValue)
            .flatMap(piece -> items(JsonTree.read(piece).get("content", Kind.ARRAY)).stream())
            .toList();
    if (tokens.isEmpty()) {
      return;
    }
    json.name("logprobsResult").startObject().name("chosenCandidates").startArray();
    tokens.forEach(token -> candidate(token, json));
    json.endArray().name("topCandidates").startArray();
    for (JsonTree token : tokens) {
      json.startObject().name("candidates").startArray();
      items(token.get("top_logprobs", Kind.ARRAY)).forEach(top -> candidate(top, json));
      json.endArray().endObject();
    }
    json.endArray().endObject();
  }

  private static void candidate(JsonTree token, JsonText json) {
    json.startObject().field("token", token.string("token"));
    json.field("logProbability", number(token, "logprob")).endObject();
  }

  private static Double number(JsonTree object, String name) {
    JsonTree field = object.get(name);
    BigDecimal number = field == null ? null : field.number();
    double value = number == null ? 0 : number.doubleValue();
    return Double.isFinite(value) ? value : 0.0;
  }

  private static List<JsonTree> items(@Nullable JsonTree list) {
    return list == null ? List.of() : list.items();
  }
}
