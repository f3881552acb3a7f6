package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.core.dialect.EmbeddingPart;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EmbeddingSplitTest {

  private static EmbeddingRequest ofTokens(List<Integer> counts) {
    List<EmbeddingRequest.Input> inputs =
        counts.stream()
            .<EmbeddingRequest.Input>map(
                count -> new EmbeddingRequest.Tokens(IntStream.range(0, count).boxed().toList()))
            .toList();
    return new EmbeddingRequest("m", inputs, 3, "user", Map.of());
  }

  @Property(tries = 300)
  void everyTextIsInOnePartAndNoPartIsMoreThanTheProviderTakes(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 12) Integer> counts,
      @ForAll @IntRange(min = 1, max = 7) int maxInputs,
      @ForAll @IntRange(min = 1, max = 20) int maxTokens) {
    EmbeddingRequest whole = ofTokens(counts);

    List<EmbeddingPart> parts = EmbeddingSplit.parts(whole, maxInputs, maxTokens);

    int next = 0;
    for (EmbeddingPart part : parts) {
      assertThat(part.first()).isEqualTo(next);
      next += part.count();
      assertThat(part.count()).isBetween(1, maxInputs);
      assertThat(part.count() == 1 || EmbeddingSplit.tokens(part.request()) <= maxTokens).isTrue();
      assertThat(part.request().dimensions()).isEqualTo(3);
      assertThat(part.request().endUser()).isEqualTo("user");
    }
    assertThat(parts.stream().flatMap(part -> part.request().inputs().stream()))
        .containsExactlyElementsOf(whole.inputs());
  }

  @Test
  void takesFourLettersAndOneOfAnotherScriptForAToken() {
    assertThat(
            Arrays.stream(new String[] {"abcd", "abcde", "日本", ""})
                .map(text -> EmbeddingSplit.tokens(EmbeddingRequest.of("m", text))))
        .containsExactly(1L, 2L, 2L, 0L);
  }
}
