package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.EmbeddingQuestion;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a caller's request for embeddings; what it does not know is kept. */
public record EmbeddingOpenAiSpeech(JsonLimits limits, EmbeddingInputs inputs)
    implements EmbeddingSpeech {
  private static final String FORMS =
      "must be a string, a list of strings, a list of tokens or a list of such lists";

  @Override
  public EmbeddingQuestion read(Bytes body, String named) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    JsonFields fields = new JsonFields(JsonTree.read(body), "");
    String model = fields.string("model");
    if (model == null || model.isBlank()) {
      throw DialectException.invalid("model", "is missing: GET /v1/models lists the names");
    }
    EmbeddingEncoding encoding = EmbeddingEncoding.of(fields.string("encoding_format"));
    List<EmbeddingRequest.Input> texts = texts(fields.required("input", fields.value("input")));
    Integer dimensions = fields.integer("dimensions");
    if (dimensions != null && dimensions < 1) {
      throw DialectException.invalid("dimensions", "must be at least 1");
    }
    String user = fields.string("user");
    return new EmbeddingQuestion(
        new ChatCall.Embeddings(
            new EmbeddingRequest(model, texts, dimensions, user, fields.rest()),
            new ChatCall.Native(OpenAiDialect.NAME, body, false)),
        response -> EmbeddingOpenAiWriter.write(response, model, encoding));
  }

  private List<EmbeddingRequest.Input> texts(JsonTree input) {
    if (input.is(JsonTree.Kind.STRING)) {
      return List.of(EmbeddingInputs.text("input", input.text()));
    }
    if (!input.is(JsonTree.Kind.ARRAY)) {
      throw DialectException.invalid("input", FORMS);
    }
    if (!input.items().isEmpty() && input.items().get(0).is(JsonTree.Kind.NUMBER)) {
      return List.of(tokens("input", input));
    }
    inputs.checkCount("input", input.items().size());
    List<EmbeddingRequest.Input> texts = new ArrayList<>(input.items().size());
    for (JsonTree item : input.items()) {
      texts.add(text("input[%d]".formatted(texts.size()), item));
    }
    return texts;
  }

  private static EmbeddingRequest.Input text(String path, JsonTree item) {
    return switch (item.kind()) {
      case STRING -> EmbeddingInputs.text(path, item.text());
      case ARRAY -> tokens(path, item);
      default -> throw DialectException.invalid(path, "must be a string or a list of tokens");
    };
  }

  private static EmbeddingRequest.Tokens tokens(String path, JsonTree list) {
    if (list.items().isEmpty()) {
      throw DialectException.invalid(path, "must not be empty");
    }
    List<Integer> tokens = new ArrayList<>(list.items().size());
    for (JsonTree item : list.items()) {
      Integer token = token(item.number());
      if (token == null) {
        throw DialectException.invalid(
            "%s[%d]".formatted(path, tokens.size()), "must be a token: a whole number from 0 on");
      }
      tokens.add(token);
    }
    return new EmbeddingRequest.Tokens(tokens);
  }

  private static @Nullable Integer token(@Nullable BigDecimal number) {
    try {
      return number == null || number.signum() < 0 ? null : (Integer) number.intValueExact();
    } catch (ArithmeticException notWholeOrTooLarge) {
      return null;
    }
  }
}
