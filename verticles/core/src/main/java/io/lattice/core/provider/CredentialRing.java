package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the credentials of one provider: each in turn, but for those that rest.
 * They are told by their positions, counted from 0. Confined to one verticle.
 */
final class CredentialRing {

  /**
   * A credential is left alone.
   *
   * @param until nanoseconds of the ticker
   */
  private record Rest(long until, ChatError because) {}

  private final @Nullable Rest[] rests;
  private final LongSupplier ticker;
  private int turn;

  /**
   * @param size at least 1
   * @param ticker monotonic nanoseconds
   */
  CredentialRing(int size, LongSupplier ticker) {
    if (size < 1) {
      throw new IllegalArgumentException("a ring holds at least one credential, not " + size);
    }
    this.rests = new Rest[size];
    this.ticker = ticker;
  }

  int size() {
    return rests.length;
  }

  /** Takes a turn: the next that does not rest, or else the one that rests for the shortest. */
  int take() {
    int taken = peek();
    turn = (taken + 1) % rests.length;
    return taken;
  }

  /** The one that would be taken. */
  int peek() {
    return IntStream.range(0, rests.length)
        .mapToObj(step -> (turn + step) % rests.length)
        .min(Comparator.comparingLong(this::nanosLeft))
        .orElseThrow();
  }

  /** Whether one does not rest. */
  boolean hasFree() {
    return nanosLeft(peek()) == 0;
  }

  /** Leaves a credential alone; one that rests for longer already goes on doing so. */
  void rest(int position, Duration time, ChatError because) {
    if (time.toNanos() >= nanosLeft(position)) {
      rests[position] = new Rest(ticker.getAsLong() + time.toNanos(), because);
    }
  }

  /**
   * What a failure of one credential means for the provider as a whole: while all of them rest, it
   * fails for the reason that is over the soonest.
   */
  ChatError asWhole(int position, ChatError error) {
    int mildest = peek();
    Rest rest = rests[mildest];
    long left = nanosLeft(mildest);
    if (rest == null || left == 0 || nanosLeft(position) <= left) {
      return error;
    }
    return CredentialRest.passes(rest.because())
        ? rest.because().withRetryAfter(Duration.ofNanos(left))
        : rest.because();
  }

  private long nanosLeft(int position) {
    return Optional.ofNullable(rests[position])
        .map(rest -> Math.max(0, rest.until() - ticker.getAsLong()))
        .orElse(0L);
  }
}
