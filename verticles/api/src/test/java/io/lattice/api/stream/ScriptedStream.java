package io.lattice.api.stream;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One stream that a script drives, one step at a time, each taken once all that the step before it
 * caused has happened. Notes what both ends are told. Confined to one event loop.
 */
final class ScriptedStream implements Answer {

  /** What may happen next. */
  enum Step {
    SAY,
    SAY_MUCH,
    SAY_BADLY,
    END,
    PAUSE,
    RESUME,
    CANCEL,
    PAUSE_AT_NEXT,
    CANCEL_AT_NEXT,
    THROW_AT_NEXT
  }

  /** How often one step's consequences may make the work say more. */
  private static final int MOST_RESUMED = 3;

  /** What follows from one step takes fewer turns of the loop than this. */
  private static final int TURNS = 40;

  private final Context context;
  private final Random random;
  private final List<String> told = new ArrayList<>();
  private @Nullable OutgoingStream out;
  private @Nullable IncomingStream in;
  private Step next = Step.SAY;
  private int said;
  private int resumed;

  ScriptedStream(Context context, long seed) {
    this.context = context;
    this.random = new Random(seed);
  }

  Answer answerOn(OutgoingStream stream) {
    told.add("asked");
    out = stream;
    return this;
  }

  /** Plays all steps on a stream that was opened just now; gives what both ends were told. */
  Future<List<String>> play(IncomingStream opened, List<Step> steps) {
    in = opened;
    Future<Void> done = settled();
    for (Step step : steps) {
      done = done.compose(before -> settledAfter(step));
    }
    return done.map(all -> List.copyOf(told));
  }

  private Future<Void> settledAfter(Step step) {
    resumed = 0;
    try {
      take(step);
    } catch (IllegalStateException ownBug) {
      told.add("threw");
    }
    return settled();
  }

  private Future<Void> settled() {
    Promise<Void> quiet = Promise.promise();
    turn(TURNS, quiet);
    return quiet.future();
  }

  private void turn(int left, Promise<Void> quiet) {
    if (left == 0) {
      quiet.complete();
    } else {
      context.runOnContext(ignored -> turn(left - 1, quiet));
    }
  }

  private void take(Step step) {
    switch (step) {
      case SAY -> say(1 + random.nextInt(3));
      case SAY_MUCH -> {
        for (int i = 0; i < 12; i++) {
          say(1);
        }
      }
      case SAY_BADLY -> say(0);
      case END -> send(List.of(new MessageEnded()));
      case PAUSE -> asker().pause();
      case RESUME -> asker().resume();
      case CANCEL -> asker().cancel("enough");
      case PAUSE_AT_NEXT, CANCEL_AT_NEXT, THROW_AT_NEXT -> next = step;
    }
  }

  private void say(int deltas) {
    List<ChatEvent> batch = new ArrayList<>();
    for (int i = 0; i < deltas; i++) {
      batch.add(TwoEnds.delta(said++));
    }
    send(batch);
  }

  private void send(List<ChatEvent> batch) {
    if (out != null) {
      out.send(batch);
      told.add(out.isHolding() ? "holding" : "sent");
    }
  }

  private IncomingStream asker() {
    return Objects.requireNonNull(in, "a step before the stream was opened");
  }

  /** The asker's handler. */
  void took(List<ChatEvent> events) {
    told.add("took " + events);
    Step now = next;
    next = Step.SAY;
    if (now == Step.PAUSE_AT_NEXT) {
      asker().pause();
    } else if (now == Step.CANCEL_AT_NEXT) {
      asker().cancel("enough");
    } else if (now == Step.THROW_AT_NEXT) {
      throw new IllegalStateException("the asker's own bug");
    }
  }

  @Override
  public void start() {
    told.add("start");
    say(2);
  }

  @Override
  public void pause() {
    told.add("pause");
  }

  /** Says more in the very call that says that it may. */
  @Override
  public void resume() {
    told.add("resume");
    if (resumed++ < MOST_RESUMED) {
      say(1);
    }
  }

  @Override
  public void cancel(String reason) {
    told.add("cancel: " + reason);
  }
}
