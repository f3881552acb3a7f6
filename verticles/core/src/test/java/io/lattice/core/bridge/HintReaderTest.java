package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Hints;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintReaderTest {

  @Test
  void readsNoneWhereThereAreNone() {
    // when
    Hints hints = HintReader.read(MultiMap.caseInsensitiveMultiMap().add("Accept", "*/*"));
    // then
    assertThat(hints).isSameAs(Hints.NONE);
  }

  @Test
  void readsThemAll() {
    // given
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Lattice-Residency", "eu-west-1")
            .add("x-lattice-tags", "team:a, cost=7")
            .add("x-lattice-timeout-ms", "1500")
            .add("x-lattice-strict", "TRUE");
    // when
    Hints hints = HintReader.read(headers);
    // then
    assertThat(hints)
        .isEqualTo(
            new Hints("eu-west-1", List.of("team:a", "cost=7"), Duration.ofMillis(1500), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-lattice-residency|''",
        "x-lattice-residency|eu us",
        "x-lattice-residency|eu,us",
        "x-lattice-tags|a,,b",
        "x-lattice-tags|a b",
        "x-lattice-tags|a;b",
        "x-lattice-tags|1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17",
        "x-lattice-timeout-ms|0",
        "x-lattice-timeout-ms|-1",
        "x-lattice-timeout-ms|1.5",
        "x-lattice-timeout-ms|9999999999",
        "x-lattice-timeout-ms|1s",
        "x-lattice-strict|yes",
        "x-lattice-residancy|eu"
      })
  void refusesWhatItCannotKeep(String name, String value) {
    // given
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, value);
    // then
    assertThatThrownBy(() -> HintReader.read(headers))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("x-lattice-")
        .satisfies(refusal -> assertThat(((Refusal) refusal).status()).isEqualTo(400));
  }

  @Test
  void refusesAHintThatIsSaidTwice() {
    // given
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("x-lattice-residency", "eu")
            .add("X-LATTICE-RESIDENCY", "us");
    // then
    assertThatThrownBy(() -> HintReader.read(headers)).hasMessageContaining("once");
  }
}
