package io.lattice.api.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which remote inboxes live, as far as this one heard. One probe a peer, however many streams it
 * has. Confined to one context.
 */
final class Peers {
  private final Map<String, Long> heard = new HashMap<>();
  private final long deadNanos;

  Peers(long deadNanos) {
    this.deadNanos = deadNanos;
  }

  void heardFrom(String inbox, long now) {
    heard.computeIfPresent(inbox, (address, before) -> now);
  }

  /**
   * Takes the peers that have streams now, and gives those of them from which nothing was heard for
   * too long. Others are forgotten.
   */
  List<String> silent(Set<String> current, long now) {
    heard.keySet().retainAll(current);
    List<String> silent = new ArrayList<>();
    for (String inbox : current) {
      if (now - heard.computeIfAbsent(inbox, fresh -> now) > deadNanos) {
        silent.add(inbox);
      }
    }
    silent.forEach(heard::remove);
    return silent;
  }
}
