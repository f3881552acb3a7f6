package io.lattice.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class DurationTextProperties {

  @Property
  void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 1_000_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(DurationText.parse(DurationText.write(duration))).contains(duration);
  }

  @Property
  void neverThrows(@ForAll @StringLength(max = 30) String text) {
    assertThat(DurationText.parse(text)).isNotNull();
  }

  @Example
  void readsEveryUnitWithAndWithoutASpace() {
    assertThat(DurationText.parse("100 ms")).contains(Duration.ofMillis(100));
    assertThat(DurationText.parse("30s")).contains(Duration.ofSeconds(30));
    assertThat(DurationText.parse("5 m")).contains(Duration.ofMinutes(5));
    assertThat(DurationText.parse("1 h")).contains(Duration.ofHours(1));
  }

  @Example
  void refusesNumbersWithoutAUnitAndUnitsItDoesNotKnow() {
    assertThat(DurationText.parse("30")).isEmpty();
    assertThat(DurationText.parse("30 fortnights")).isEmpty();
    assertThat(DurationText.parse("-1 s")).isEmpty();
    assertThat(DurationText.parse("1.5 s")).isEmpty();
    assertThat(DurationText.parse("")).isEmpty();
  }

  @Example
  void writesTheLongestUnitThatFits() {
    assertThat(DurationText.write(Duration.ofMinutes(2))).isEqualTo("2 m");
    assertThat(DurationText.write(Duration.ofMillis(1_500))).isEqualTo("1500 ms");
    assertThat(DurationText.write(Duration.ZERO)).isEqualTo("0 s");
  }
}
