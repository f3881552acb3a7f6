package io.lattice.core.provider;

import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.core.dialect.EmbeddingPart;
import java.util.ArrayList;
import java.util.List;

/** Cuts a request for vectors into parts that a provider takes. Pure. */
final class EmbeddingSplit {
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int LAST_ASCII = 0x7f;

  private EmbeddingSplit() {}

  /**
   * As few parts as hold all texts in their order. One text that is too long by itself goes alone:
   * the provider says what is wrong with it.
   *
   * @param maxInputs at most so many texts in a part
   * @param maxTokens at most so many tokens in a part, by {@link #tokens}
   */
  static List<EmbeddingPart> parts(EmbeddingRequest whole, int maxInputs, long maxTokens) {
    List<EmbeddingPart> parts = new ArrayList<>();
    List<EmbeddingRequest.Input> inputs = whole.inputs();
    int first = 0;
    long sum = 0;
    for (int i = 0; i < inputs.size(); i++) {
      long own = tokens(inputs.get(i));
      if (i > first && (i - first == maxInputs || sum + own > maxTokens)) {
        parts.add(part(whole, first, i));
        first = i;
        sum = 0;
      }
      sum += own;
    }
    parts.add(part(whole, first, inputs.size()));
    return parts;
  }

  private static EmbeddingPart part(EmbeddingRequest whole, int first, int end) {
    return new EmbeddingPart(
        first,
        new EmbeddingRequest(
            whole.model(),
            whole.inputs().subList(first, end),
            whole.dimensions(),
            whole.endUser(),
            whole.extras()));
  }

  /** An estimate of the tokens of all texts. */
  static long tokens(EmbeddingRequest request) {
    return request.inputs().stream().mapToLong(EmbeddingSplit::tokens).sum();
  }

  /**
   * An estimate: four ASCII characters are a token, and so is any other character by itself, which
   * is more than tokenizers make of most scripts.
   */
  private static long tokens(EmbeddingRequest.Input input) {
    if (input instanceof EmbeddingRequest.Tokens tokens) {
      return tokens.tokens().size();
    }
    String text = ((EmbeddingRequest.Text) input).text();
    long others = text.chars().filter(unit -> unit > LAST_ASCII).count();
    return others + (text.length() - others + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }
}
