package io.lattice.core.route;

import io.lattice.api.chat.ErrorKind;

/** What the end of an attempt says about the health of its deployment. */
public enum Outcome {
  /** The answer's own end was seen. */
  SUCCESS,
  /** The deployment is at fault. */
  FAILURE,
  /** It says nothing: the caller, the gateway or a limit is at fault. */
  IGNORED;

  /**
   * What an error says. A switch over every row, so that a new kind of error does not compile until
   * someone decides.
   */
  public static Outcome of(ErrorKind kind) {
    return switch (kind) {
      case UPSTREAM_UNREACHABLE,
          UPSTREAM_PROTOCOL,
          UPSTREAM_OVERLOADED,
          UPSTREAM_TIMEOUT,
          STREAM_INTERRUPTED ->
          FAILURE;
      // Too many calls or a bad key make a deployment rest; see Rest. It is not ill.
      case UPSTREAM_RATE_LIMITED, UPSTREAM_REFUSED_KEY -> IGNORED;
      // The request would fail anywhere, or its caller is gone.
      case INVALID_REQUEST,
          CONTEXT_TOO_LONG,
          CONTENT_REJECTED,
          UNAUTHENTICATED,
          FORBIDDEN,
          RESIDENCY_FORBIDS,
          MODEL_NOT_FOUND,
          TOO_LARGE,
          RATE_LIMITED,
          BUDGET_EXHAUSTED,
          CANCELLED ->
          IGNORED;
      // The gateway's own.
      case INTERNAL, NO_DEPLOYMENT_AVAILABLE, SHUTTING_DOWN -> IGNORED;
    };
  }
}
