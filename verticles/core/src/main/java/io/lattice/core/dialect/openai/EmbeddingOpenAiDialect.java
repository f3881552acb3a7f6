package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.EmbeddingPassage;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * OpenAI's embeddings, as all providers of its dialect have them.
 *
 * <p>Where we ask in our own words, vectors are asked for in base64, which is a third as long as
 * numbers are; a server that sends numbers all the same is understood.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">Embeddings</a>
 */
public record EmbeddingOpenAiDialect(OpenAiFlavor flavor) implements EmbeddingDialect {
  private static final Set<String> OWN_FIELDS =
      Set.of("model", "input", "encoding_format", "dimensions", "user");

  public EmbeddingOpenAiDialect {
    Objects.requireNonNull(flavor, "flavor");
  }

  @Override
  public int maxInputs() {
    return 2_048;
  }

  /** OpenAI takes 300,000 by its own count, and ours is an estimate. */
  @Override
  public long maxTokens() {
    return 200_000;
  }

  @Override
  public WrittenRequest write(EmbeddingRequest part, UpstreamTarget target) {
    JsonText json = new JsonText().startObject();
    json.field("model", target.modelId()).name("input").startArray();
    part.inputs().forEach(input -> write(input, json));
    json.endArray().field("encoding_format", "base64");
    json.field("dimensions", part.dimensions()).field("user", part.endUser());
    Set<String> dropped = new LinkedHashSet<>();
    part.extras()
        .forEach(
            (name, value) -> {
              if (OWN_FIELDS.contains(name) || !flavor.passesWithTexts(name)) {
                dropped.add(name);
              } else {
                json.field(name, value);
              }
            });
    return new WrittenRequest(json.endObject().bytes(), Adaptation.dropping(dropped));
  }

  private static void write(EmbeddingRequest.Input input, JsonText json) {
    if (input instanceof EmbeddingRequest.Tokens tokens) {
      json.startArray();
      tokens.tokens().forEach(json::number);
      json.endArray();
    } else {
      json.text(((EmbeddingRequest.Text) input).text());
    }
  }

  @Override
  public Optional<EmbeddingPassage> pass(
      ChatCall.Native words, EmbeddingPart asked, UpstreamTarget target) {
    if (!words.dialect().equals(OpenAiDialect.NAME)) {
      return Optional.empty();
    }
    JsonSpans fields = JsonSpans.of(words.body());
    Set<String> dropped = new LinkedHashSet<>(fields.names());
    dropped.removeIf(name -> OWN_FIELDS.contains(name) || flavor.passesWithTexts(name));
    Bytes model = new JsonText().text(target.modelId()).bytes();
    WrittenRequest request =
        new WrittenRequest(
            fields.with(Map.of("model", model), dropped), Adaptation.dropping(dropped));
    EmbeddingEncoding encoding = EmbeddingEncoding.inJson(fields.value("encoding_format"));
    return Optional.of(new EmbeddingPassage(request, body -> readFor(body, asked, encoding)));
  }

  @Override
  public List<ChatEvent> read(Bytes body, EmbeddingPart asked) {
    return reader(body, asked).events();
  }

  /**
   * Every caller is told usage, and gets numbers or base64 as it wants: an answer without the one
   * or in the other form is written anew.
   */
  private List<ChatEvent> readFor(Bytes body, EmbeddingPart asked, EmbeddingEncoding encoding) {
    EmbeddingOpenAiReader reader = reader(body, asked);
    return reader.isIn(encoding) ? reader.events(body) : reader.events();
  }

  private EmbeddingOpenAiReader reader(Bytes body, EmbeddingPart asked) {
    return EmbeddingOpenAiReader.read(body, asked, flavor);
  }
}
