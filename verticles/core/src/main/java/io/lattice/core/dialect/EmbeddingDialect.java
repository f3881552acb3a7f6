package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a provider is asked for vectors, and heard. Stateless and thread-safe. */
public interface EmbeddingDialect {

  /** At most so many texts in one request. */
  int maxInputs();

  /** At most so many tokens of all texts of one request together. */
  long maxTokens();

  /**
   * The provider's JSON for some texts. What the dialect has no word for and the vectors do not
   * hang on is left out and told.
   *
   * @throws DialectException where the dialect cannot say it and dropping it would change the
   *     vectors
   */
  WrittenRequest write(EmbeddingRequest part, UpstreamTarget target);

  /**
   * A whole request in the caller's own words, where they are of this dialect and the provider
   * takes them all at once: only that is rewritten which must be, and the answer is passed as it
   * comes where it is what the caller asked for.
   *
   * @param asked what the words say, all of it
   */
  default Optional<EmbeddingPassage> pass(
      ChatCall.Native words, EmbeddingPart asked, UpstreamTarget target) {
    return Optional.empty();
  }

  /**
   * Every event of an answer with a success status, {@link ChatEvent.MessageEnded} being the last.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where it does not hold one vector for each
   *     text, or with what an error body under a success status means
   */
  List<ChatEvent> read(Bytes body, EmbeddingPart asked);

  /** As {@link ProviderAnswers#readError}. */
  default ChatError readError(int status, Function<String, @Nullable String> header, Bytes body) {
    return ErrorReader.read(status, header, body);
  }
}
