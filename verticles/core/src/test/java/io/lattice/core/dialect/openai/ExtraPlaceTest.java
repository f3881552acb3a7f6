package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraPlaceTest {
  @ParameterizedTest
  @CsvSource({
    "novelty, MESSAGE",
    "content_filter_results, CHOICE",
    "tool_calls[0].novelty, CALL",
    "tool_calls[0].id, NOTHING",
    "tool_calls, NOTHING",
    "function_call, NOTHING",
    "reasoning, NOTHING"
  })
  void isNowhereWhereTheFieldWouldMeanSomethingElse(String name, ExtraPlace.Beside beside) {
    assertThat(ExtraPlace.of(name).beside()).isEqualTo(beside);
  }
}
