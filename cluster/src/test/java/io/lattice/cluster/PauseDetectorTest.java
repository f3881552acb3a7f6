package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PauseDetectorTest {

  /** A ticker may begin anywhere, also just before it wraps. */
  private static final long START = Long.MAX_VALUE - 5;

  private final PauseDetector detector =
      new PauseDetector(Duration.ofMillis(250), Duration.ofSeconds(2), START);

  @Test
  void isSilentWhileTicksComeMoreOrLessInTime() {
    assertThat(LongStream.of(250, 500, 2_750, 2_760, 5_010))
        .allSatisfy(millis -> assertThat(tickAt(millis)).isEmpty());
  }

  @Test
  void tellsHowLongTheProcessStoodStill() {
    assertThat(tickAt(250)).isEmpty();

    assertThat(tickAt(5_500)).contains(Duration.ofSeconds(5));
  }

  @Test
  void tellsOfAPauseOnce() {
    assertThat(tickAt(9_000)).isPresent();

    assertThat(tickAt(9_250)).isEmpty();
  }

  private Optional<Duration> tickAt(long millis) {
    return detector.tick(START + TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
