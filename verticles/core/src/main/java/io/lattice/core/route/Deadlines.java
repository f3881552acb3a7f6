package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.config.TimeoutSettings;
import io.lattice.config.model.Deployment;
import io.lattice.core.route.Expiry.Limit;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long the router waits; what a connection may take is the provider's to watch. Moments are
 * nanoseconds of one ticker, whatever its origin.
 *
 * @param firstToken from an attempt's begin to its first content
 * @param progress without content once it has begun, however many pings arrive
 * @param total from the request's arrival to its end, over all attempts
 */
public record Deadlines(Expiry firstToken, Expiry progress, Expiry total) {

  /**
   * For an attempt at a deployment, which may say more about its first token than the node does.
   *
   * <p>A whole answer has no first token: everything comes at once, as late as the total allows.
   */
  public static Deadlines of(TimeoutSettings settings, ChatCall call, Deployment deployment) {
    Expiry total = total(settings, call);
    Duration own = deployment.firstTokenTimeout();
    Expiry firstToken = new Expiry(Limit.FIRST_TOKEN, own == null ? settings.firstToken() : own);
    return new Deadlines(
        call.streamed() ? firstToken : total,
        new Expiry(Limit.PROGRESS, settings.progress()),
        total);
  }

  /** A caller may only ask for less. */
  private static Expiry total(TimeoutSettings settings, ChatCall call) {
    Duration asked = call.hints().timeout();
    return asked != null && asked.compareTo(settings.total()) < 0
        ? new Expiry(Limit.CALLERS, asked)
        : new Expiry(Limit.TOTAL, settings.total());
  }

  /**
   * The limit that was reached first, if any was.
   *
   * @param started when the request arrived
   */
  public Optional<Expiry> expired(long started, Phase phase, long now) {
    return spans(started, phase)
        .filter(span -> span.overdue(now) >= 0)
        .max(Comparator.comparing(span -> span.overdue(now)))
        .map(Span::limit);
  }

  /** What is left of the total; nothing where it is over. */
  public Duration timeLeft(long started, long now) {
    long overdue = new Span(total, started).overdue(now);
    return overdue >= 0 ? Duration.ZERO : Duration.ofNanos(-overdue);
  }

  private Stream<Span> spans(long started, Phase phase) {
    Span whole = new Span(total, started);
    if (phase instanceof Phase.Asked asked) {
      return Stream.of(whole, new Span(firstToken, asked.since()));
    } else if (phase instanceof Phase.Answering answering) {
      return Stream.of(whole, new Span(progress, answering.lastContent()));
    }
    return Stream.of(whole);
  }

  /** A limit and the moment from which it counts. */
  private record Span(Expiry limit, long since) {

    /** Nanoseconds since it was reached; negative before. */
    long overdue(long now) {
      return now - since - limit.allowed().toNanos();
    }
  }
}
