package io.lattice.api.chat;

/**
 * Every way in which a request fails. A row says what the caller is told, who is to blame and what
 * may be tried next.
 */
public enum ErrorKind {
  INVALID_REQUEST(400, Blame.CALLER, Recovery.NONE),
  CONTEXT_TOO_LONG(400, Blame.CALLER, Recovery.NONE),
  CONTENT_REJECTED(400, Blame.CALLER, Recovery.NONE),
  UNAUTHENTICATED(401, Blame.CALLER, Recovery.NONE),
  FORBIDDEN(403, Blame.CALLER, Recovery.NONE),
  RESIDENCY_FORBIDS(403, Blame.CALLER, Recovery.NONE),
  MODEL_NOT_FOUND(404, Blame.CALLER, Recovery.NONE),
  TOO_LARGE(413, Blame.CALLER, Recovery.NONE),
  RATE_LIMITED(429, Blame.CAPACITY, Recovery.NONE),
  BUDGET_EXHAUSTED(429, Blame.CAPACITY, Recovery.NONE),
  CANCELLED(499, Blame.CALLER, Recovery.NONE),
  INTERNAL(500, Blame.GATEWAY, Recovery.NONE),
  UPSTREAM_UNREACHABLE(502, Blame.UPSTREAM, Recovery.NEXT),
  UPSTREAM_REFUSED_KEY(502, Blame.UPSTREAM, Recovery.NEXT),
  UPSTREAM_PROTOCOL(502, Blame.UPSTREAM, Recovery.NEXT),
  NO_DEPLOYMENT_AVAILABLE(503, Blame.CAPACITY, Recovery.NONE),
  UPSTREAM_RATE_LIMITED(503, Blame.CAPACITY, Recovery.NEXT),
  UPSTREAM_OVERLOADED(503, Blame.UPSTREAM, Recovery.SAME),
  SHUTTING_DOWN(503, Blame.GATEWAY, Recovery.NEXT),
  UPSTREAM_TIMEOUT(504, Blame.UPSTREAM, Recovery.NEXT),
  STREAM_INTERRUPTED(502, Blame.UPSTREAM, Recovery.NEXT);

  /** Who has to change something. */
  public enum Blame {
    CALLER,
    CAPACITY,
    UPSTREAM,
    GATEWAY
  }

  /** What may be tried before anything was shown to the caller. */
  public enum Recovery {
    /** Nothing: another try fails alike. */
    NONE,
    /** The same deployment after a pause, or the next. */
    SAME,
    /** The next deployment. */
    NEXT
  }

  private final int httpStatus;
  private final Blame blame;
  private final Recovery recovery;

  ErrorKind(int httpStatus, Blame blame, Recovery recovery) {
    this.httpStatus = httpStatus;
    this.blame = blame;
    this.recovery = recovery;
  }

  public int httpStatus() {
    return httpStatus;
  }

  public Blame blame() {
    return blame;
  }

  public Recovery recovery() {
    return recovery;
  }
}
