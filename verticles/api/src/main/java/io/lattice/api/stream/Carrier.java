package io.lattice.api.stream;

/** Carries messages to inboxes, in the order in which they were given to it. */
@FunctionalInterface
interface Carrier {

  /** Sends a message and does not learn whether it arrived. */
  void send(String inbox, StreamMessage.Single message);
}
