package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what Ollama calls options: how to draw, how much, and in what window. */
final class OptionsWriter {
  private static final String NUM_CTX = "num_ctx";

  /** What our vocabulary has a word for, so that no extra field may say it again. */
  private static final Set<String> OWN =
      Set.of(
          "num_predict",
          "temperature",
          "top_p",
          "top_k",
          "frequency_penalty",
          "presence_penalty",
          "seed",
          "stop");

  /** What callers of other dialects say beside their own fields, in Ollama's words. */
  private static final List<String> BESIDE =
      List.of(NUM_CTX, "min_p", "typical_p", "repeat_penalty", "repeat_last_n");

  private final ChatRequest request;
  private final Extras extras;
  private final JsonText json;
  private final Changes changes;

  OptionsWriter(ChatRequest request, Extras extras, JsonText json, Changes changes) {
    this.request = request;
    this.extras = extras;
    this.json = json;
    this.changes = changes;
  }

  /**
   * Writes the field, if there is anything in it.
   *
   * @param numCtx the window that the registry has, or null
   */
  void write(@Nullable Integer numCtx) {
    JsonText options = new JsonText().startObject();
    options.field(NUM_CTX, numCtx);
    options.field("num_predict", request.maxOutputTokens());
    sampling(request.sampling(), options);
    if (!request.stop().isEmpty()) {
      options.name("stop").startArray();
      request.stop().forEach(options::text);
      options.endArray();
    }
    others(numCtx, options);
    Json written = Json.of(options.endObject().bytes().utf8());
    json.field("options", written.text().equals("{}") ? null : written);
  }

  private static void sampling(Sampling sampling, JsonText options) {
    options.field("temperature", sampling.temperature());
    options.field("top_p", sampling.topP());
    options.field("top_k", sampling.topK());
    options.field("frequency_penalty", sampling.frequencyPenalty());
    options.field("presence_penalty", sampling.presencePenalty());
    options.field("seed", sampling.seed());
  }

  private void others(@Nullable Integer numCtx, JsonText options) {
    Map<String, Json> others = extras.takeOptions();
    for (String name : BESIDE) {
      Json value = others.containsKey(name) ? null : extras.take(name);
      if (value != null) {
        others.put(name, value);
      }
    }
    others.forEach(
        (name, value) -> {
          boolean isTheRegistrys = name.equals(NUM_CTX) && numCtx != null;
          if (isTheRegistrys && !value.text().equals(String.valueOf(numCtx))) {
            changes.change(Extras.OPTIONS + NUM_CTX, "as the registry has it");
          } else if (OWN.contains(name)) {
            changes.drop(Extras.OPTIONS + name);
          } else if (!isTheRegistrys) {
            options.field(name, value);
          }
        });
  }
}
