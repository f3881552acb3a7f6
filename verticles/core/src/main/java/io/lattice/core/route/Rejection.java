package io.lattice.core.route;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a deployment does not answer.
 *
 * @param deployment its id in the registry
 * @param detail what is the matter, continuing the deployment's name; fit for callers
 * @param until when the matter ends by itself, or null where it does not
 */
public record Rejection(String deployment, Reason reason, String detail, @Nullable Instant until) {

  /** Why; in the order in which reasons are looked for, so that the most lasting one is told. */
  public enum Reason {
    MODEL_RETIRED,
    LACKS_CAPABILITY,
    CONTEXT_TOO_SMALL,
    REGION_FORBIDDEN,
    PROVIDER_NOT_CONFIGURED,
    PROVIDER_NOT_RUNNING,
    NODE_DRAINING,
    RESTING,
    CIRCUIT_OPEN
  }

  public Rejection {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }

  public Rejection(String deployment, Reason reason, String detail) {
    this(deployment, reason, detail, null);
  }

  /** {@code openai/gpt-4o@eu lacks vision}. */
  @Override
  public String toString() {
    return deployment + " " + detail;
  }
}
