package io.lattice.config.read;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;
import io.lattice.config.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration again and again and tells of changes. A change counts when two looks in a
 * row see the same: a file that is being written is not taken for what it is meant to become. A
 * good change is passed on; a bad one is refused whole.
 *
 * <p>Confined to the context it was started on; only {@link #current} may be called from anywhere.
 */
public final class ConfigWatch {

  private final Vertx vertx;
  private final ConfigReader reader;
  private final Duration period;
  private final ConfigListener listener;
  private final Reading.Good started;

  private volatile LatticeConfig current;
  private Sources applied;
  private Reading latest;
  private boolean isSettled = true;
  private boolean isClosed;
  private long timer;
  private @Nullable ConfigProblems told;

  private ConfigWatch(
      Vertx vertx,
      ConfigReader reader,
      Duration period,
      ConfigListener listener,
      Reading.Good started) {
    this.vertx = vertx;
    this.reader = reader;
    this.period = period;
    this.listener = listener;
    this.started = started;
    this.current = started.config();
    this.applied = started.sources();
    this.latest = started;
  }

  /**
   * Reads the configuration and begins to watch it.
   *
   * @param period between two looks; a change counts after one to two of them
   * @return the watch; fails with {@link ConfigProblems} when the first configuration is bad
   */
  public static Future<ConfigWatch> start(
      Vertx vertx, ConfigReader reader, Duration period, ConfigListener listener) {
    Context context = vertx.getOrCreateContext();
    return Future.future(
        started ->
            context.runOnContext(
                ignored ->
                    reader
                        .load()
                        .compose(reader::parse)
                        .compose(reading -> begin(vertx, reader, period, listener, reading))
                        .onComplete(started)));
  }

  /** The newest good configuration. */
  public LatticeConfig current() {
    return current;
  }

  /** Stops watching; the reader is closed by whoever made it. */
  public void close() {
    isClosed = true;
    vertx.cancelTimer(timer);
  }

  private static Future<ConfigWatch> begin(
      Vertx vertx, ConfigReader reader, Duration period, ConfigListener listener, Reading reading) {
    if (reading instanceof Reading.Refused refused) {
      return Future.failedFuture(refused.problems());
    }
    ConfigWatch watch = new ConfigWatch(vertx, reader, period, listener, (Reading.Good) reading);
    watch.lookLater();
    return Future.succeededFuture(watch);
  }

  private void lookLater() {
    if (!isClosed) {
      timer = vertx.setTimer(period.toMillis(), ignored -> look().onComplete(done -> lookLater()));
    }
  }

  private Future<Void> look() {
    return reader
        .load()
        .compose(this::compare)
        .recover(
            failure -> {
              tell(failure instanceof ConfigProblems problems ? problems : unexpected(failure));
              return Future.succeededFuture();
            });
  }

  private static ConfigProblems unexpected(Throwable failure) {
    String message = "could not be read again (" + failure.getClass().getSimpleName() + ")";
    return new ConfigProblems(List.of(new Problem("configuration", "", null, null, message)));
  }

  private Future<Void> compare(Sources sources) {
    if (!sources.equals(latest.sources())) {
      return parse(sources);
    }
    return reader
        .secretsUnchanged(latest)
        .compose(isUnchanged -> isUnchanged ? settle() : parse(sources));
  }

  private Future<Void> parse(Sources sources) {
    return reader
        .parse(sources)
        .map(
            reading -> {
              latest = reading;
              isSettled = false;
              return null;
            });
  }

  private Future<Void> settle() {
    if (isSettled && latest instanceof Reading.Good) {
      told = null;
    } else if (!isSettled && !isClosed) {
      isSettled = true;
      List<Problem> gone = gone(latest.sources());
      if (!gone.isEmpty()) {
        tell(new ConfigProblems(gone));
      } else if (latest instanceof Reading.Refused refused) {
        tell(refused.problems());
      } else {
        apply((Reading.Good) latest);
      }
    }
    return Future.succeededFuture();
  }

  /** A file that has gone is more often a lost mount than a wish for the defaults. */
  private List<Problem> gone(Sources sources) {
    List<Problem> gone = new ArrayList<>();
    if (applied.lattice() != null && sources.lattice() == null) {
      gone.add(gone(sources.name(Sources.LATTICE)));
    }
    if (applied.models() != null && sources.models() == null) {
      gone.add(gone(sources.name(Sources.MODELS)));
    }
    return gone;
  }

  private static Problem gone(String file) {
    return new Problem(
        file, "", null, null, "is gone; put it back, or restart to go on without it");
  }

  private void apply(Reading.Good good) {
    told = null;
    applied = good.sources();
    LatticeConfig config = good.config();
    if (!config.equals(current)) {
      current = config;
      listener.changed(config, NeedsRestart.between(started.config(), config));
    }
  }

  private void tell(ConfigProblems problems) {
    if (told == null || !told.problems().equals(problems.problems())) {
      told = problems;
      listener.refused(problems);
    }
  }
}
