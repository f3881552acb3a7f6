package io.lattice.core.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** How many visits there are, and whether new ones are let in. Confined to one event loop. */
final class Occupancy {
  private final Promise<Void> emptied = Promise.promise();
  private int visits;
  private boolean closing;

  void entered() {
    visits++;
  }

  void left() {
    visits--;
    tellIfEmptied();
  }

  /** Whether nobody new is let in. */
  boolean isClosing() {
    return closing;
  }

  /** Lets nobody new in. The future completes when those inside have left. */
  Future<Void> close() {
    closing = true;
    tellIfEmptied();
    return emptied.future();
  }

  private void tellIfEmptied() {
    if (closing && visits == 0) {
      emptied.tryComplete();
    }
  }
}
