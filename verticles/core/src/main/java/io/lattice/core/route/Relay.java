package io.lattice.core.route;

import io.lattice.api.Addresses;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.IncomingStream;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.api.stream.PeerProblem;
import io.lattice.cluster.Node;
import io.lattice.config.LatticeConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owns one request from its plan to its settlement: makes attempts, shows the caller nothing of one
 * that failed before its first content, and ends the answer once. Confined to its lane.
 *
 * <p>It keeps the configuration it began with, whatever is reloaded meanwhile.
 */
final class Relay implements Answer {
  private final Vertx vertx;
  private final RouterParts parts;
  private final Set<Relay> live;
  private final ChatCall call;
  private final OutgoingStream out;
  private final LatticeConfig config;
  private final List<Failure> failures = new ArrayList<>();
  private final RetryBudget.Seat seat;
  private final long started;
  private Phase phase = new Phase.Waiting();
  private @Nullable RoutePlan plan;
  private @Nullable Deadlines deadlines;
  private @Nullable Attempt attempt;
  private @Nullable IncomingStream incoming;
  private @Nullable Duration firstContent;
  private int attempts;
  private boolean mayRetry;
  private boolean paused;
  private boolean settled;

  Relay(Vertx vertx, RouterParts parts, Set<Relay> live, ChatCall call, OutgoingStream out) {
    this.vertx = vertx;
    this.parts = parts;
    this.live = live;
    this.call = call;
    this.out = out;
    this.config = parts.config().get();
    this.seat = parts.budget().enter();
    this.started = parts.ticker().getAsLong();
    live.add(this);
  }

  @Override
  public void start() {
    planAndTry();
  }

  private void planAndTry() {
    Instant now = parts.clock().instant();
    Routing routing =
        RoutePlanner.plan(
            new Question(
                call,
                OptionalLong.empty(),
                config,
                parts.nodes().snapshot(),
                parts.health().at(now),
                now,
                parts.random().nextLong()));
    if (routing instanceof RoutePlan found) {
      plan = found;
      tryOn(found.first());
    } else if (routing instanceof NoRoute none) {
      end(none.error());
    }
  }

  private void tryOn(Candidate candidate) {
    if (settled) {
      return;
    }
    Instant now = parts.clock().instant();
    if (candidate.standing() == Candidate.Standing.PROBE
        && !parts.health().probe(candidate.id(), now)) {
      chooseAgain();
      return;
    }
    attempts++;
    Attempt current = new Attempt(candidate, now);
    attempt = current;
    deadlines = Deadlines.of(config.timeouts(), call, candidate.deployment());
    phase = new Phase.Asked(parts.ticker().getAsLong());
    Node node = candidate.node();
    String address = Addresses.provider(candidate.deployment().provider(), node.id());
    incoming =
        parts
            .lane()
            .inbox()
            .ask(
                node.local() ? Addresses.onLane(address, parts.lane().number()) : address,
                node.local(),
                call,
                candidate.id(),
                events -> received(current, events));
    if (paused) {
      incoming.pause();
    }
  }

  /** Somebody else took the probe: choose by fresh verdicts, without forgetting what was tried. */
  private void chooseAgain() {
    if (failures.isEmpty()) {
      planAndTry();
    } else {
      follow(decide(parts.clock().instant()));
    }
  }

  private void received(Attempt from, List<ChatEvent> events) {
    from.usage.add(events);
    ChatEvent last = events.get(events.size() - 1);
    if (last instanceof ChatEvent.MessageFailed failed) {
      failed(failed.error(), originOf(failed.error()), events);
    } else {
      show(from, last instanceof ChatEvent.MessageEnded ? withUsage(from, events) : events);
      if (last instanceof ChatEvent.MessageEnded) {
        parts.health().succeeded(from.candidate.id(), from.began, parts.clock().instant());
        settle(null);
      }
    }
  }

  private static Failure.Origin originOf(ChatError error) {
    return PeerProblem.is(error.code()) ? Failure.Origin.NODE : Failure.Origin.DEPLOYMENT;
  }

  /** A typed answer tells its usage even where the provider did not. */
  private List<ChatEvent> withUsage(Attempt from, List<ChatEvent> events) {
    if (from.usage.isReported()) {
      return events;
    }
    List<ChatEvent> complete = new ArrayList<>(events);
    complete.add(events.size() - 1, new ChatEvent.UsageReported(from.usage.usage(call)));
    return complete;
  }

  private void show(Attempt from, List<ChatEvent> events) {
    if (isAnswering()) {
      noteContent(events);
      out.send(events);
      return;
    }
    List<ChatEvent> shown = from.holdUntilContent(events);
    if (!shown.isEmpty()) {
      firstContent = Duration.ofNanos(parts.ticker().getAsLong() - started);
      phase = new Phase.Answering(parts.ticker().getAsLong());
      List<ChatEvent> first = new ArrayList<>(shown.size() + 1);
      first.add(new ChatEvent.RouteChosen(from.candidate.id(), attempts));
      first.addAll(shown);
      out.send(first);
    }
  }

  private boolean isAnswering() {
    return firstContent != null;
  }

  private void noteContent(List<ChatEvent> events) {
    for (ChatEvent event : events) {
      if (event.isContent()) {
        phase = new Phase.Answering(parts.ticker().getAsLong());
        return;
      }
    }
  }

  /**
   * @param events what came with the failure, which a caller who has seen content may still get
   */
  private void failed(ChatError error, Failure.Origin origin, List<ChatEvent> events) {
    Attempt current = attempt;
    if (settled || current == null) {
      return;
    }
    Instant now = parts.clock().instant();
    Failure failure = new Failure(current.candidate, error, origin);
    failures.add(failure);
    parts.health().failed(failure, current.began, now);
    if (isAnswering()) {
      out.send(events);
      settle(error.kind());
      return;
    }
    phase = new Phase.Waiting();
    mayRetry = seat.mayRetry(config.retry());
    follow(decide(now));
  }

  private Decision decide(Instant now) {
    Situation situation =
        new Situation(
            Objects.requireNonNull(plan),
            failures,
            parts.health().at(now),
            now,
            Objects.requireNonNull(deadlines).timeLeft(started, parts.ticker().getAsLong()),
            false,
            mayRetry);
    return Failover.after(situation, config.retry(), parts.random().nextDouble());
  }

  private void follow(Decision decision) {
    if (decision instanceof Decision.Retry retry) {
      tryAfter(retry.pause(), retry.candidate());
    } else if (decision instanceof Decision.Next next) {
      tryAfter(next.pause(), next.candidate());
    } else if (decision instanceof Decision.GiveUp up) {
      end(up.error());
    }
  }

  private void tryAfter(Duration wait, Candidate candidate) {
    if (wait.toMillis() == 0) {
      tryOn(candidate);
    } else {
      vertx.setTimer(wait.toMillis(), timer -> tryOn(candidate));
    }
  }

  private void end(ChatError error) {
    List<ChatEvent> events = new ArrayList<>();
    if (attempt != null) {
      events.add(new ChatEvent.RouteChosen(attempt.candidate.id(), attempts));
    }
    events.add(
        new ChatEvent.MessageFailed(error, attempt == null ? null : attempt.usage.usage(call)));
    out.send(events);
    settle(error.kind());
  }

  /** Ends what takes too long. A caller who takes nothing is not the provider's silence. */
  void sweep() {
    if (settled || deadlines == null) {
      return;
    }
    Phase seen = paused ? new Phase.Waiting() : phase;
    deadlines
        .expired(started, seen, parts.ticker().getAsLong())
        .ifPresent(
            expiry -> {
              stopAsking("took too long");
              ChatError error = expiry.error();
              failed(error, expiry.origin(), List.of(new ChatEvent.MessageFailed(error, null)));
            });
  }

  private void stopAsking(String reason) {
    if (incoming != null) {
      incoming.cancel(reason);
    }
  }

  private void settle(@Nullable ErrorKind failure) {
    if (settled) {
      return;
    }
    settled = true;
    live.remove(this);
    seat.leave();
    Attempt last = attempt;
    parts
        .settlements()
        .accept(
            new Settlement(
                call.requestId(),
                call.caller(),
                call.model(),
                call.streamed(),
                last == null ? null : last.candidate.id(),
                last == null ? null : last.candidate.deployment().provider(),
                last == null ? null : last.candidate.deployment().region(),
                attempts,
                failure,
                Duration.ofNanos(parts.ticker().getAsLong() - started),
                firstContent,
                last == null ? null : last.usage.usage(call)));
  }

  @Override
  public void pause() {
    paused = true;
    if (incoming != null) {
      incoming.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    if (phase instanceof Phase.Answering) {
      phase = new Phase.Answering(parts.ticker().getAsLong());
    }
    if (incoming != null) {
      incoming.resume();
    }
  }

  @Override
  public void cancel(String reason) {
    if (settled) {
      return;
    }
    stopAsking(reason);
    if (attempt != null) {
      parts.health().cancelled(attempt.candidate.id(), attempt.began, parts.clock().instant());
    }
    settle(ErrorKind.CANCELLED);
  }
}
