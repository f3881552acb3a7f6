package io.lattice.api.stream;

import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What an inbox has to say to itself, done in order in later turns of its event loop: no bus, and
 * no call within a call, however deep two ends would otherwise drive each other. What one of them
 * throws is no matter of the others. Confined to one context.
 */
final class Loopback {

  /** Sockets and timers of the same loop wait for no more than this. */
  private static final int MOST_A_TURN = 64;

  private final ContextInternal context;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean turnIsComing;

  Loopback(ContextInternal context) {
    this.context = context;
  }

  void add(Runnable task) {
    waiting.add(task);
    if (!turnIsComing) {
      turnIsComing = true;
      context.runOnContext(ignored -> turn());
    }
  }

  private void turn() {
    for (int done = 0; done < MOST_A_TURN; done++) {
      Runnable next = waiting.poll();
      if (next == null) {
        turnIsComing = false;
        return;
      }
      context.dispatch(next, Runnable::run);
    }
    context.runOnContext(ignored -> turn());
  }
}
