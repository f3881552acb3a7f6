package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How long a credential is left alone after a failure that is its own. Pure. */
final class CredentialRest {

  /** Where the provider did not say for how long the rate is too high. */
  static final Duration RATE = Duration.ofSeconds(60);

  /** An operator has to do something, and tells nobody here once it is done. */
  static final Duration REFUSED = Duration.ofMinutes(5);

  static final Duration QUOTA = Duration.ofMinutes(10);

  /** No header may switch a credential off. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** By these a provider says that an account has no money or quota left. */
  private static final Set<String> QUOTA_CODES = Set.of("insufficient_quota", "billing_error");

  private CredentialRest() {}

  /** Empty where another credential would have fared alike. */
  static Optional<Duration> after(ChatError error) {
    if (error.kind() == ErrorKind.UPSTREAM_REFUSED_KEY) {
      return Optional.of(REFUSED);
    }
    if (error.kind() != ErrorKind.UPSTREAM_RATE_LIMITED) {
      return Optional.empty();
    }
    return Optional.of(isQuotaExhausted(error) ? QUOTA : rate(error));
  }

  /** Whether a pause alone ends it, rather than an operator. */
  static boolean passes(ChatError error) {
    return error.kind() == ErrorKind.UPSTREAM_RATE_LIMITED && !isQuotaExhausted(error);
  }

  private static boolean isQuotaExhausted(ChatError error) {
    return QUOTA_CODES.contains(Objects.requireNonNullElse(error.code(), ""));
  }

  private static Duration rate(ChatError error) {
    Duration wish = Objects.requireNonNullElse(error.retryAfter(), RATE);
    return wish.compareTo(LONGEST) < 0 ? wish : LONGEST;
  }
}
