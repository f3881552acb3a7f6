package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.config.secret.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A provider's failure without the key that it was asked with. Some quote it, and not every key has
 * a form by which it could be told from other words. Pure.
 */
final class Unquoted {
  /** What is shorter is a dummy for a server that wants no key, and may be a word like others. */
  private static final int SHORTEST = 8;

  private static final String MARK = "***";

  private Unquoted() {}

  /** The same events; only a failure at their end can quote anything. */
  static List<ChatEvent> of(List<ChatEvent> events, Secret secret) {
    int last = events.size() - 1;
    if (!(events.get(last) instanceof ChatEvent.MessageFailed failure)
        || !quotes(failure.error(), secret.reveal())) {
      return events;
    }
    ChatEvent unquoted =
        new ChatEvent.MessageFailed(of(failure.error(), secret.reveal()), failure.usage());
    return Stream.concat(events.subList(0, last).stream(), Stream.of(unquoted)).toList();
  }

  private static boolean quotes(ChatError error, String secret) {
    return secret.length() >= SHORTEST
        && (error.message().contains(secret)
            || holds(error.code(), secret)
            || holds(error.param(), secret));
  }

  private static ChatError of(ChatError error, String secret) {
    return new ChatError(
        error.kind(),
        error.message().replace(secret, MARK),
        word(error.code(), secret),
        word(error.param(), secret),
        error.providerStatus(),
        error.retryAfter());
  }

  private static @Nullable String word(@Nullable String word, String secret) {
    return holds(word, secret) ? null : word;
  }

  private static boolean holds(@Nullable String word, String secret) {
    return word != null && word.contains(secret);
  }
}
