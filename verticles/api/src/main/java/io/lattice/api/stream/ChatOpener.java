package io.lattice.api.stream;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import java.util.List;
import java.util.function.Consumer;

/** Asks. */
@FunctionalInterface
public interface ChatOpener {

  /**
   * Opens a call on the current context, which the handler is then called on, never before this
   * method returned.
   *
   * @param handler gets the events in batches; see {@link IncomingStream}
   */
  IncomingStream open(ChatCall call, Consumer<List<ChatEvent>> handler);
}
