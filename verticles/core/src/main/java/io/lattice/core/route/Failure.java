package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import io.lattice.config.CircuitSettings;
import java.time.Instant;
import java.util.Objects;

/**
 * An attempt that failed.
 *
 * @param origin whose doing it was
 */
public record Failure(Candidate candidate, ChatError error, Origin origin) {

  /** Whose doing a failure was. Only a deployment's own counts against its health. */
  public enum Origin {
    /** The deployment's: it answered so, or did not answer. */
    DEPLOYMENT,
    /** That of the node that called it: gone, draining, without room, or without the verticle. */
    NODE,
    /** The request's: its time was up, or its caller went away. */
    REQUEST
  }

  public Failure {
    Objects.requireNonNull(candidate, "candidate");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(origin, "origin");
  }

  Outcome outcome() {
    return origin == Origin.DEPLOYMENT ? Outcome.of(error.kind()) : Outcome.IGNORED;
  }

  Rest rest(Instant now, CircuitSettings settings) {
    return origin == Origin.DEPLOYMENT ? Rest.after(error, now, settings) : Rest.NONE;
  }
}
