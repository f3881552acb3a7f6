package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSearchTest {

  @Test
  void goesOnFromPageToPageUntilAllIsFound() {
    ModelSearch first = ModelSearch.of(Set.of("a", "b", "c")).in(List.of("b", "x"));
    ModelSearch second = first.in(List.of("a", "c"));

    assertThat(first.result()).isEqualTo(new ModelsSeen.Listed(List.of("b"), List.of("a", "c")));
    assertThat(first.isOver()).isFalse();
    assertThat(second.isOver()).isTrue();
    assertThat(second.result()).isEqualTo(new ModelsSeen.Listed(List.of("a", "b", "c"), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-6-sol, gpt-6-sol, true",
    "claude-opus-4-1, claude-opus-4-1-20250805, true",
    "gpt-4o, gpt-4o-2024-08-06, true",
    "llama3.2, llama3.2:latest, true",
    "llama3.2, llama3.2:1b, false",
    "gpt-4o, gpt-4o-mini, false",
    "gpt-4o-2024-08-06, gpt-4o, false",
    "gemini-2.5-flash, gemini-2.5-flash-preview-tts, false"
  })
  void aNameWithoutADayMeansTheOneWithIt(String model, String listed, boolean isFound) {
    assertThat(ModelSearch.of(Set.of(model)).in(List.of(listed)).isOver()).isEqualTo(isFound);
  }
}
