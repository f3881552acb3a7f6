package io.lattice.core.provider.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.FinishReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerLimitTest {
  private static final String TEXT = "one two  three\nfour";

  @Test
  void takesAllWhereNothingIsSaid() {
    // when
    AnswerLimit limit = AnswerLimit.of(TEXT, List.of(), null);

    // then
    assertThat(limit).isEqualTo(new AnswerLimit(TEXT.length(), FinishReason.STOP));
  }

  @Test
  void endsBeforeTheFirstStopSequence() {
    // when
    AnswerLimit limit = AnswerLimit.of(TEXT, List.of("four", "", " three", "five"), null);

    // then
    assertThat(limit).isEqualTo(new AnswerLimit("one two ".length(), FinishReason.STOP));
  }

  @Test
  void endsAfterTheAllowedWords() {
    // when
    AnswerLimit two = AnswerLimit.of(TEXT, List.of(), 2);
    AnswerLimit none = AnswerLimit.of(TEXT, List.of(), 0);

    // then
    assertThat(two).isEqualTo(new AnswerLimit("one two  ".length(), FinishReason.LENGTH));
    assertThat(none).isEqualTo(new AnswerLimit(0, FinishReason.LENGTH));
  }

  @Test
  void isNoLimitWhereTheTextIsShorter() {
    // when
    AnswerLimit limit = AnswerLimit.of(TEXT, List.of(), 4);

    // then
    assertThat(limit.reason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void stopsAtWhicheverComesFirst() {
    // when
    AnswerLimit stopped = AnswerLimit.of(TEXT, List.of("two"), 2);
    AnswerLimit cut = AnswerLimit.of(TEXT, List.of("four"), 2);

    // then
    assertThat(stopped).isEqualTo(new AnswerLimit("one ".length(), FinishReason.STOP));
    assertThat(cut).isEqualTo(new AnswerLimit("one two  ".length(), FinishReason.LENGTH));
  }
}
