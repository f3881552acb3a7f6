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
  private final ShownAnswer shown;
  private final LatticeConfig config;
  private final List<Failure> failures = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final RetryBudget.Seat seat;
  private final long started;
  private Phase phase = new Phase.Waiting();
  private @Nullable RoutePlan plan;
  private @Nullable Deadlines deadlines;
  private @Nullable Attempt attempt;
  private @Nullable IncomingStream incoming;
  private boolean mayRetry;
  private boolean paused;
  private boolean settled;

  Relay(Vertx vertx, RouterParts parts, Set<Relay> live, ChatCall call, OutgoingStream out) {
    this.vertx = vertx;
    this.parts = parts;
    this.live = live;
    this.call = call;
    this.config = parts.config().get();
    this.started = parts.ticker().getAsLong();
    this.shown = new ShownAnswer(call, out, parts.ticker(), started);
    this.seat = parts.budget().enter();
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
      end(none.error(), List.of());
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
    Attempt current = new Attempt(candidate, attempts.size() + 1, now, parts.tokens());
    attempt = current;
    attempts.add(current);
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
      ChatError error = failed.error();
      failed(from, error, originOf(error), events.subList(0, events.size() - 1));
      return;
    }
    shown.show(from, events);
    if (last instanceof ChatEvent.MessageEnded) {
      parts.health().succeeded(from.candidate.id(), from.began, parts.clock().instant());
      settle(null);
    }
  }

  private static Failure.Origin originOf(ChatError error) {
    return PeerProblem.is(error.code()) ? Failure.Origin.NODE : Failure.Origin.DEPLOYMENT;
  }

  /**
   * @param before what came with the failure, which a caller who has seen content still gets
   */
  private void failed(
      Attempt from, ChatError error, Failure.Origin origin, List<ChatEvent> before) {
    Instant now = parts.clock().instant();
    Failure failure = new Failure(from.candidate, error, origin);
    failures.add(failure);
    parts.health().failed(failure, from.began, now);
    if (shown.hasBegun()) {
      end(error, before);
      return;
    }
    phase = new Phase.Waiting();
    mayRetry = seat.mayRetry(config.retry());
    follow(decide(now));
  }

  private Decision decide(Instant now) {
    RoutePlan current = Objects.requireNonNull(plan);
    Situation situation =
        new Situation(
            current,
            failures,
            current.nodesMissingFrom(parts.nodes().snapshot()),
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
      end(up.error(), List.of());
    }
  }

  /** Never before the pause is over: part of a millisecond counts as a whole one. */
  private void tryAfter(Duration pause, Candidate candidate) {
    if (pause.isZero()) {
      tryOn(candidate);
    } else {
      vertx.setTimer(pause.plusNanos(999_999).toMillis(), timer -> tryOn(candidate));
    }
  }

  private void end(ChatError error, List<ChatEvent> before) {
    shown.fail(attempt, before, error);
    settle(error.kind());
  }

  /** Ends what takes too long. A caller who takes nothing is not the provider's silence. */
  void sweep() {
    if (settled || deadlines == null) {
      return;
    }
    Phase now = shown.hasBegun() ? shown.phase() : phase;
    deadlines
        .expired(started, paused ? new Phase.Waiting() : now, parts.ticker().getAsLong())
        .ifPresent(expiry -> expired(expiry, now));
  }

  private void expired(Expiry expiry, Phase during) {
    stopAsking("took too long");
    if (attempt == null || during instanceof Phase.Waiting) {
      end(expiry.error(), List.of());
    } else {
      failed(attempt, expiry.error(), expiry.origin(), List.of());
    }
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
    Duration took = Duration.ofNanos(parts.ticker().getAsLong() - started);
    parts.settlements().accept(Settlement.of(call, attempts, failure, took, shown.firstContent()));
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
    shown.waitAnew();
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
