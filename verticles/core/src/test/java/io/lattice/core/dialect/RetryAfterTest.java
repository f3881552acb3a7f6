package io.lattice.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String NOW = "Wed, 21 Oct 2026 07:28:00 GMT";

  @ParameterizedTest
  @CsvSource({
    "2, 2000",
    "' 2 ', 2000",
    "+2, 2000",
    "1.5, 1500",
    "0.0001, 1",
    "0, 0",
    "-5, 0",
    "1000000000, 1000000000000",
    "1e9, 1000000000000",
    "1e99, 1000000000000000"
  })
  void readsSecondsWithOrWithoutAFraction(String value, long millis) {
    assertThat(RetryAfter.of(Map.of("retry-after", value)::get)).hasMillis(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry-after-ms", "x-ms-retry-after-ms"})
  void prefersMillisecondsToSeconds(String header) {
    assertThat(RetryAfter.of(Map.of(header, "120.4", "retry-after", "1")::get)).hasMillis(121);
  }

  @Test
  void prefersWhatIsPositiveToZero() {
    assertThat(RetryAfter.of(Map.of("retry-after-ms", "0", "retry-after", "1")::get))
        .hasMillis(1_000);
    assertThat(RetryAfter.of(Map.of("retry-after-ms", "0")::get)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'Wed, 21 Oct 2026 07:28:17 GMT', 17000",
    "'Wed, 21 Oct 2026 07:27:00 GMT', 0",
    "'Wed, 21 Oct 2026 09:28:00 +0200', 0"
  })
  void takesADateRelativeToTheAnswersOwn(String value, long millis) {
    assertThat(RetryAfter.of(Map.of("retry-after", value, "date", NOW)::get)).hasMillis(millis);
  }

  @Test
  void knowsNoWaitUntilADateWithoutTheAnswersOwn() {
    assertThat(RetryAfter.of(Map.of("retry-after", NOW)::get)).isNull();
    assertThat(RetryAfter.of(Map.of("retry-after", NOW, "date", "today")::get)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "NaN", "Infinity", "0x10", "1,5", "--1", "99999999999999999"})
  void ignoresGarbage(String value) {
    assertThat(RetryAfter.of(Map.of("retry-after", value, "retry-after-ms", value)::get)).isNull();
  }

  @Test
  void knowsNoWaitWhereNoHeaderAsksForOne() {
    assertThat(RetryAfter.of(name -> null)).isNull();
  }

  @Property
  void neverThrowsAndNeverGivesANegativeWait(@ForAll String value, @ForAll String date) {
    Duration wait = RetryAfter.of(Map.of("retry-after", value, "date", date)::get);
    assertThat(wait == null || !wait.isNegative()).isTrue();
  }
}
