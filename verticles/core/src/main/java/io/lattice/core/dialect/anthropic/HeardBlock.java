package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonTree;
import java.util.List;

/**
 * A content block of an answer while it is said. Confined to one answer.
 *
 * <p>What it holds when it begins was told when it was made.
 */
interface HeardBlock {

  /** A piece of it. */
  void delta(JsonTree delta, List<ChatEvent> events);

  /** It is complete. */
  void stop(List<ChatEvent> events);
}
