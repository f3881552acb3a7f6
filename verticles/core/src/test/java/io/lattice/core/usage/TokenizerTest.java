package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private final List<Runnable> aside = new ArrayList<>();
  private final TokenEstimate tokens = new Tokenizer(aside::add);

  @Test
  void countsByLengthUntilItsTableIsThereAndAsksForItOnce() {
    assertThat(aside).isEmpty();

    assertThat(tokens.tokens("tokenization")).isEqualTo(3);
    assertThat(tokens.tokens("tokenization")).isEqualTo(3);

    assertThat(aside).hasSize(1);
  }

  @Test
  void countsByTheTableThen() {
    tokens.tokens("");

    aside.forEach(Runnable::run);

    assertThat(tokens.tokens("hello world")).isEqualTo(2);
    assertThat(tokens.tokens("tokenization")).isEqualTo(2);
    assertThat(tokens.tokens("<|endoftext|>")).isGreaterThan(1);
    assertThat(tokens.tokens("")).isZero();
  }
}
