package io.lattice.api.stream;

/**
 * The asking end of a stream. Confined to the context that opened it.
 *
 * <p>Its handler gets batches of events in order. The last event of the last batch is the one
 * {@link io.lattice.api.chat.ChatEvent.Terminal}, whatever happens: a peer that dies, a gap in the
 * sequence and a refusal to open are told as a {@link io.lattice.api.chat.ChatEvent.MessageFailed}.
 * Nothing follows it.
 */
public interface IncomingStream {

  /** Holds batches back. The sender stops once its credit is used up. */
  void pause();

  /** Lets batches through again; those held back come first, before this method returns. */
  void resume();

  /**
   * Tells the sender to stop. The handler is called no more. Without effect after the end.
   *
   * @param reason for the sender's log, in a few words
   */
  void cancel(String reason);
}
