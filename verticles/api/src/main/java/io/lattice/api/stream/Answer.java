package io.lattice.api.stream;

/** The work behind an {@link OutgoingStream}. Called on the context of its inbox. */
public interface Answer {

  /** The asker is there and wants it: only now may anything be spent. Called once. */
  void start();

  /** The asker's credit is used up: make no more events. */
  void pause();

  /** There is credit again. */
  void resume();

  /**
   * Nobody wants the answer any more. Called at most once, also before {@link #start()}, and never
   * after the terminal event was sent.
   */
  void cancel(String reason);
}
