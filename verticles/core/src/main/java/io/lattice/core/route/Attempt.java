package io.lattice.core.route;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.usage.TokenEstimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One try of one deployment: what it said that the caller has not been shown yet. */
final class Attempt {

  /** More than any provider says before its first content. */
  private static final int HELD_EVENTS = 64;

  final Candidate candidate;
  final int number;
  final Instant began;
  final UsageTap usage;
  private final List<ChatEvent> held = new ArrayList<>();

  /**
   * @param number counts the request's attempts from 1
   * @param estimate counts what its provider does not
   */
  Attempt(Candidate candidate, int number, Instant began, TokenEstimate estimate) {
    this.candidate = candidate;
    this.number = number;
    this.began = began;
    this.usage = new UsageTap(estimate);
  }

  /** Keeps events back; gives all of them once they are to be shown, and nothing before. */
  List<ChatEvent> holdUntilContent(List<ChatEvent> events) {
    held.addAll(events);
    boolean show =
        held.size() > HELD_EVENTS
            || events.stream().anyMatch(each -> each.isContent() || isEnd(each));
    return show ? held : List.of();
  }

  private static boolean isEnd(ChatEvent event) {
    return event instanceof ChatEvent.Terminal;
  }
}
