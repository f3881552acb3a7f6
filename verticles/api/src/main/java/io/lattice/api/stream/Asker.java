package io.lattice.api.stream;

import io.lattice.api.ChatFailure;
import io.lattice.api.stream.StreamMessage.Accepted;

/** Who opened a stream and waits to hear what became of it: one of the two, once. */
interface Asker {

  /** The answerer is ready; the go is still to be given. */
  void accepted(Accepted accepted);

  /** There will be no answer. */
  void refused(ChatFailure refusal);
}
