package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.EmbeddingQuestion;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.JsonLimits;
import java.util.Objects;

/** What is heard at one of Google's two actions for vectors. */
public record EmbeddingGeminiSpeech(
    EmbeddingCalls.Form form, JsonLimits limits, EmbeddingInputs inputs)
    implements EmbeddingSpeech {

  public EmbeddingGeminiSpeech {
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(inputs, "inputs");
  }

  @Override
  public EmbeddingQuestion read(Bytes body, String model) {
    return new EmbeddingQuestion(
        new ChatCall.Embeddings(EmbeddingCalls.read(body, model, form, limits, inputs)),
        response -> EmbeddingCalls.write(response, form));
  }
}
