package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.api.stream.OutgoingStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sees of a request's attempts: nothing of one before its first content, who answers
 * before what is answered, and one end with the usage. Confined to its request.
 */
final class ShownAnswer {
  private final ChatCall call;
  private final OutgoingStream out;
  private final LongSupplier ticker;
  private final long asked;
  private @Nullable Duration firstContent;
  private long lastContent;

  /**
   * @param asked when the request arrived, in the ticker's nanoseconds
   */
  ShownAnswer(ChatCall call, OutgoingStream out, LongSupplier ticker, long asked) {
    this.call = call;
    this.out = out;
    this.ticker = ticker;
    this.asked = asked;
  }

  /** Whether the caller has seen something, so that falling back is over. */
  boolean hasBegun() {
    return firstContent != null;
  }

  /** Until the caller was shown something, or null where it never was. */
  @Nullable Duration firstContent() {
    return firstContent;
  }

  /** Once it has begun: when the last event came that says something, or was waited for anew. */
  Phase.Answering phase() {
    return new Phase.Answering(lastContent);
  }

  /** From now on silence counts as the provider's. */
  void waitAnew() {
    lastContent = ticker.getAsLong();
  }

  /** Shows events of an attempt, or keeps them until its first content. */
  void show(Attempt from, List<ChatEvent> events) {
    List<ChatEvent> complete = isSuccess(events) ? withUsage(from, events) : events;
    if (hasBegun()) {
      if (complete.stream().anyMatch(ChatEvent::isContent)) {
        waitAnew();
      }
      out.send(complete);
      return;
    }
    List<ChatEvent> shown = from.holdUntilContent(complete);
    if (!shown.isEmpty()) {
      waitAnew();
      firstContent = Duration.ofNanos(lastContent - asked);
      out.send(withRoute(from, shown));
    }
  }

  private static boolean isSuccess(List<ChatEvent> events) {
    return events.get(events.size() - 1) instanceof ChatEvent.MessageEnded;
  }

  /** A typed answer tells its usage even where the provider did not. */
  private List<ChatEvent> withUsage(Attempt from, List<ChatEvent> events) {
    Usage usage = from.usage.usage(call);
    if (from.usage.isReported() || usage == null) {
      return events;
    }
    List<ChatEvent> complete = new ArrayList<>(events);
    complete.add(events.size() - 1, new ChatEvent.UsageReported(usage));
    return complete;
  }

  /**
   * Ends in an error.
   *
   * @param last the last attempt, or null where none was made
   * @param before what came before the error and with it, for a caller who has seen content
   */
  void fail(@Nullable Attempt last, List<ChatEvent> before, ChatError error) {
    List<ChatEvent> events = new ArrayList<>();
    if (hasBegun()) {
      events.addAll(before);
    } else if (last != null) {
      events.add(routeOf(last));
    }
    events.add(new ChatEvent.MessageFailed(error, last == null ? null : last.usage.usage(call)));
    out.send(events);
  }

  private static List<ChatEvent> withRoute(Attempt from, List<ChatEvent> events) {
    List<ChatEvent> first = new ArrayList<>(events.size() + 1);
    first.add(routeOf(from));
    first.addAll(events);
    return first;
  }

  private static ChatEvent routeOf(Attempt attempt) {
    return new ChatEvent.RouteChosen(attempt.candidate.id(), attempt.number);
  }
}
