package io.lattice.api.stream;

import java.time.Duration;

/**
 * How streams are held back and watched.
 *
 * @param creditFrames how many frames may be on their way, 64 by default
 * @param creditBytes how many bytes may be on their way, 256 KiB by default
 * @param accept how long a peer may take to accept a stream, 1 s by default; a go that comes later
 *     than this and a second is not followed, since the asker gave up
 * @param ping how often a remote peer is asked whether it lives, 2 s by default
 * @param dead after how long of silence it does not, 6 s by default
 */
public record StreamOptions(
    int creditFrames, int creditBytes, Duration accept, Duration ping, Duration dead) {

  public static final StreamOptions DEFAULT =
      new StreamOptions(
          64, 256 * 1024, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(6));

  public StreamOptions {
    if (creditFrames < 2 || creditBytes < 2) {
      throw new IllegalArgumentException(
          "credit must be at least 2 frames and 2 bytes, not "
              + creditFrames
              + " and "
              + creditBytes);
    }
    if (dead.compareTo(ping) <= 0) {
      throw new IllegalArgumentException("dead (" + dead + ") must be longer than ping " + ping);
    }
  }
}
