package io.lattice.core.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long a test waits for what must happen before it fails. Never how long something takes. */
public final class Patience {
  /** Long enough for a busy machine. */
  public static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private Patience() {}

  /** Awaits a condition within {@link #LIMIT}, looking often. */
  public static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(LOOK_AGAIN);
  }
}
