package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.ErrorKind.Recovery;
import java.util.Set;

/**
 * What may help after a failure, while the caller has seen nothing. Another deployment always comes
 * before another try of the same one: it costs no wait.
 */
enum Remedy {
  /** Another try fails alike. */
  NONE,
  /** Another deployment. */
  NEXT,
  /** Another deployment, of a provider that bills somebody else. */
  OTHER_CREDENTIAL,
  /**
   * The same deployment from another node, else another deployment, else the same once where its
   * node was merely not heard.
   */
  OTHER_NODE,
  /** Another deployment, else the same once. */
  SAME_ONCE,
  /** Another deployment, else the same after a pause. */
  SAME;

  /**
   * Codes by which providers say that an account has no money or quota left, which no pause mends.
   */
  private static final Set<String> QUOTA_CODES = Set.of("insufficient_quota", "billing_error");

  static Remedy of(Failure failure) {
    ChatError error = failure.error();
    return switch (failure.origin()) {
      case REQUEST -> NONE;
      case NODE -> OTHER_NODE;
      case DEPLOYMENT -> isQuotaExhausted(error) ? OTHER_CREDENTIAL : of(error);
    };
  }

  private static Remedy of(ChatError error) {
    return switch (error.kind()) {
      // The registry knows the model; it is this provider that does not.
      case MODEL_NOT_FOUND -> isStatus(error, 404) ? NEXT : NONE;
      case SHUTTING_DOWN -> OTHER_NODE;
      case UPSTREAM_UNREACHABLE, STREAM_INTERRUPTED -> SAME_ONCE;
      case UPSTREAM_RATE_LIMITED -> error.retryAfter() == null ? NEXT : SAME;
      default -> of(error.kind().recovery());
    };
  }

  private static Remedy of(Recovery recovery) {
    return switch (recovery) {
      case NONE -> NONE;
      case NEXT -> NEXT;
      case SAME -> SAME;
    };
  }

  /** Whether the account is at its end rather than the rate too high. */
  static boolean isQuotaExhausted(ChatError error) {
    return error.kind() == ErrorKind.UPSTREAM_RATE_LIMITED
        && error.code() != null
        && QUOTA_CODES.contains(error.code());
  }

  private static boolean isStatus(ChatError error, int status) {
    return error.providerStatus() != null && error.providerStatus() == status;
  }
}
