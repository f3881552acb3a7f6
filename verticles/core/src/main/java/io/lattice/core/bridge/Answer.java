package io.lattice.core.bridge;

import io.lattice.api.chat.ChatEvent;
import java.util.List;

/** How the events of a chat become the answer to a visit. Confined to one exchange. */
sealed interface Answer permits WholeAnswer, StreamedAnswer {

  /** The next events, which the exchange's observation has seen already. */
  void take(List<ChatEvent> events);

  /**
   * @param nowNanos by the ticker
   */
  void tick(long nowNanos);
}
