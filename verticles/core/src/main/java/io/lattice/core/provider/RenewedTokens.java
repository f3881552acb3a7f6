package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.config.secret.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that are renewed before they expire, while the old one goes on being used; nobody waits
 * but for the first, and one fetch serves all who do. Confined to one verticle.
 */
final class RenewedTokens implements TokenSource {
  private static final Logger LOG = LoggerFactory.getLogger(RenewedTokens.class);

  /** Of a token that lives for less than twice as long, half its life. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  /** Between two fetches, however many calls ask for a token or have it refused. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** Between two fetches while the old token still serves. */
  static final Duration CALM_PAUSE = Duration.ofSeconds(10);

  /** A token, with times in nanoseconds of the ticker. */
  private record Held(Secret value, long renewAt, long until) {}

  private final String provider;
  private final Supplier<Future<Token>> endpoint;
  private final LongSupplier ticker;
  private long fetchedAt;
  private @Nullable Held held;
  private @Nullable Future<Secret> running;
  private @Nullable Future<Secret> failed;

  /**
   * @param endpoint fails with a {@link ChatFailure}
   * @param ticker monotonic nanoseconds
   */
  RenewedTokens(String provider, Supplier<Future<Token>> endpoint, LongSupplier ticker) {
    this.provider = provider;
    this.endpoint = endpoint;
    this.ticker = ticker;
    this.fetchedAt = ticker.getAsLong() - CALM_PAUSE.toNanos();
  }

  @Override
  public Future<Secret> current() {
    long now = ticker.getAsLong();
    if (held == null || held.until() - now <= 0) {
      return fetched();
    }
    Secret value = held.value();
    if (held.renewAt() - now <= 0 && isPast(CALM_PAUSE)) {
      // Its failure is told where it happens; this token is good all the same.
      fetched();
    }
    return Future.succeededFuture(value);
  }

  @Override
  public boolean renew(Secret refused) {
    if (held == null || !held.value().equals(refused)) {
      return true;
    }
    if (!isPast(PAUSE)) {
      return false;
    }
    held = null;
    return true;
  }

  private Future<Secret> fetched() {
    if (running != null) {
      return running;
    }
    if (failed != null && !isPast(PAUSE)) {
      return failed;
    }
    fetchedAt = ticker.getAsLong();
    long begun = fetchedAt;
    Future<Secret> fetch = endpoint.get().map(token -> hold(token, begun));
    running = fetch;
    return fetch.onComplete(
        value -> {
          running = null;
          failed = null;
        },
        problem -> {
          running = null;
          tell(problem);
          failed = fetch;
        });
  }

  private Secret hold(Token token, long begun) {
    long life = token.lifetime().toNanos();
    held =
        new Held(token.value(), begun + life - Math.min(AHEAD.toNanos(), life / 2), begun + life);
    return token.value();
  }

  /** Once, until it works again. */
  private void tell(Throwable problem) {
    (failed == null ? LOG.atWarn() : LOG.atDebug())
        .addKeyValue("provider", provider)
        .addKeyValue("problem", problem instanceof ChatFailure ? problem.getMessage() : problem)
        .log("no token could be fetched");
  }

  private boolean isPast(Duration pause) {
    return ticker.getAsLong() - fetchedAt >= pause.toNanos();
  }
}
