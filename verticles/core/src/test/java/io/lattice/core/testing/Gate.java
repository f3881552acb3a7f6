package io.lattice.core.testing;

import java.util.concurrent.CompletableFuture;

/**
 * A condition that a test or a script fulfils: a script waits before it, and goes on once it is
 * open.
 */
public final class Gate {
  private final CompletableFuture<Void> opened = new CompletableFuture<>();

  /** Lets every script pass, those that come later too. */
  public void open() {
    opened.complete(null);
  }

  /** Waits until somebody has opened it. */
  public void awaitOpen() {
    Patience.await("the gate to be opened").until(opened::isDone);
  }

  CompletableFuture<Void> opened() {
    return opened;
  }
}
