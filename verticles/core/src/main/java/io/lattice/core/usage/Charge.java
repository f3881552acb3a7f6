package io.lattice.core.usage;

import io.lattice.api.chat.Usage;
import java.util.Objects;

/**
 * What one attempt used, and what its deployment takes for it.
 *
 * @param deployment its id in the registry
 */
public record Charge(String deployment, Usage usage, Cost cost) {

  /** Nothing is missing: an unknown cost is a cost too. */
  public Charge {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(cost, "cost");
  }

  /** Whether the tokens were counted by us, since the provider told none. */
  public boolean isEstimated() {
    return usage.source() == Usage.Source.ESTIMATED;
  }
}
