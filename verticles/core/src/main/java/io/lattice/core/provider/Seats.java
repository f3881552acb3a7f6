package io.lattice.core.provider;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How many calls one host may have at a time, each of which needs a connection of its own, and the
 * queue before them. First come, first served. Confined to one verticle.
 *
 * <p>The client's own pool would count the wait for a connection as part of connecting, and a
 * provider that was never asked as one that does not answer.
 */
final class Seats {
  private final int size;
  private final int queueSize;
  private final Set<Seat> queue = new LinkedHashSet<>();
  private int taken;
  private boolean granting;

  Seats(int size, int queueSize) {
    this.size = size;
    this.queueSize = queueSize;
  }

  /**
   * A place that is not taken yet.
   *
   * @param go what its holder does once it is
   */
  Seat seat(Runnable go) {
    return new Seat(go);
  }

  /** A loop and not a recursion: a holder may leave while it is told to go. */
  private void grant() {
    if (granting) {
      return;
    }
    granting = true;
    try {
      while (taken < size && !queue.isEmpty()) {
        Iterator<Seat> first = queue.iterator();
        Seat next = first.next();
        first.remove();
        taken++;
        next.isTaken = true;
        next.go.run();
      }
    } finally {
      granting = false;
    }
  }

  /** The place of one call. */
  final class Seat {
    private final Runnable go;
    private boolean isTaken;

    private Seat(Runnable go) {
      this.go = go;
    }

    /** Takes the place, at once or when it is this one's turn; false where the queue is full. */
    boolean ask() {
      if (taken >= size && queue.size() >= queueSize) {
        return false;
      }
      queue.add(this);
      grant();
      return true;
    }

    /** Gives the place up, or waits for it no more. Idempotent. */
    void leave() {
      queue.remove(this);
      if (isTaken) {
        isTaken = false;
        taken--;
      }
      grant();
    }
  }
}
