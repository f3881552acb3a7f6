package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampledEstimateTest {
  private final AtomicInteger counted = new AtomicInteger();
  private final TokenEstimate sampled =
      new SampledEstimate(
          text -> {
            counted.addAndGet(text.length());
            return text.chars().filter(c -> c == 'x').count();
          });

  @Test
  void countsAllOfAShortText() {
    assertThat(sampled.tokens("x".repeat(SampledEstimate.WHOLE - 1))).isEqualTo(2_047);
    assertThat(counted).hasValue(2_047);
  }

  @Test
  void countsNoMoreOfALongOne() {
    String half = "x".repeat(500_000) + "o".repeat(500_000);

    assertThat(sampled.tokens(half)).isCloseTo(500_000, within(130_000L));
    assertThat(counted).hasValue(SampledEstimate.WHOLE);
  }

  @Test
  void somethingIsNeverNothing() {
    assertThat(sampled.tokens("o".repeat(20_000))).isEqualTo(1);
    assertThat(TokenEstimate.BY_LENGTH.tokens("a")).isEqualTo(1);
    assertThat(TokenEstimate.BY_LENGTH.tokens("")).isZero();
  }

  @Test
  void joinedTextIsCutWhereverItIs() {
    JoinedText text = new JoinedText();
    text.add("ab");
    text.add("");
    text.add("c");
    String whole = "ab\nc\n";
    assertThat(text).hasToString(whole);
    for (int start = 0; start < whole.length(); start++) {
      for (int end = start + 1; end <= whole.length(); end++) {
        assertThat(text.subSequence(start, end)).hasToString(whole.substring(start, end));
      }
    }
  }
}
