package io.lattice.core.observe;

import java.util.Locale;

/** Whether a node takes requests. */
public enum NodeStatus {
  STARTING,
  READY,
  /** It finishes what it has and takes nothing new. */
  DRAINING,
  /** It noticed that it was paused, and does not trust what it knows yet. */
  QUARANTINED;

  /** As reports say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
