package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.CircuitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Until when a deployment that is well is left alone. Deadlines are only ever moved back, never
 * forward: a second, shorter wish does not end the first.
 *
 * @param asked until when the provider itself asked not to be called
 * @param assumed until when a call is pointless as far as we can tell; not kept to where nothing
 *     else is left
 */
record Rest(Instant asked, Instant assumed) {

  static final Rest NONE = new Rest(Instant.MIN, Instant.MIN);

  /** Who asks for more is asked again after a day: no header may switch a deployment off. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** For too many calls, where the provider did not say how long. */
  private static final Duration UNSTATED = Duration.ofSeconds(3);

  Rest {
    Objects.requireNonNull(asked, "asked");
    Objects.requireNonNull(assumed, "assumed");
  }

  /** What a provider asks for; nothing where the wish is not positive. */
  static Rest asked(Duration wish, Instant now) {
    if (wish.isNegative() || wish.isZero()) {
      return NONE;
    }
    return new Rest(now.plus(wish.compareTo(LONGEST) < 0 ? wish : LONGEST), Instant.MIN);
  }

  /**
   * What an error of the deployment asks for. A refused key and an exhausted quota do not heal by
   * themselves in a moment, and neither counts as ill health: without a rest every request would
   * try that deployment first, and spend its retry on it.
   */
  static Rest after(ChatError error, Instant now, CircuitSettings settings) {
    Duration wish = error.retryAfter();
    Rest asked = wish != null && isProviders(error.kind()) ? asked(wish, now) : NONE;
    return asked.and(new Rest(Instant.MIN, assumed(error, now, settings)));
  }

  private static Instant assumed(ChatError error, Instant now, CircuitSettings settings) {
    if (Remedy.isQuotaExhausted(error) || error.kind() == ErrorKind.UPSTREAM_REFUSED_KEY) {
      return now.plus(settings.open());
    }
    return error.kind() == ErrorKind.UPSTREAM_RATE_LIMITED && error.retryAfter() == null
        ? now.plus(UNSTATED)
        : Instant.MIN;
  }

  private static boolean isProviders(ErrorKind kind) {
    return kind == ErrorKind.UPSTREAM_RATE_LIMITED || kind.blame() == ErrorKind.Blame.UPSTREAM;
  }

  /** Until the later of both; the order in which they are learnt of does not matter. */
  Rest and(Rest other) {
    return new Rest(later(asked, other.asked), later(assumed, other.assumed));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
