package io.lattice.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.ollama.OllamaDialect;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.dialect.responses.ResponsesDialect;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever dialect a caller speaks, an operator's limits hold for it. */
class JsonLimitsTest {

  static Stream<Function<JsonLimits, Dialect>> dialects() {
    return Stream.of(
        OpenAiDialect.of(OpenAiFlavor.OPENAI)::withLimits,
        ResponsesDialect::new,
        GeminiDialect.of(GeminiApi.DEVELOPER)::withLimits,
        OllamaDialect::new);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void refuseWhatNestsDeeperThanAnOperatorAllows(Function<JsonLimits, Dialect> dialect) {
    assertThatThrownBy(() -> dialect.apply(new JsonLimits(20)).inspect(nested(30)))
        .isInstanceOf(DialectException.class)
        .hasMessageContaining("deeper than 20");
    assertThatThrownBy(() -> dialect.apply(new JsonLimits(20)).readRequest(nested(30), "m"))
        .isInstanceOf(DialectException.class)
        .hasMessageContaining("deeper than 20");
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void allowMoreThanTheDefaultWhereAnOperatorDoes(Function<JsonLimits, Dialect> dialect) {
    assertThat(dialect.apply(new JsonLimits(128)).inspect(nested(100))).isNotNull();
    assertThat(dialect.apply(new JsonLimits(128)).readRequest(nested(100), "m")).isNotNull();
  }

  /** A question in every dialect at once, with a field that nobody knows. */
  private static Bytes nested(int depth) {
    String deep = "[".repeat(depth - 1) + "]".repeat(depth - 1);
    return Bytes.utf8(
        """
        {"model":"m",
         "messages":[{"role":"user","content":"Hi"}],
         "input":"Hi",
         "contents":[{"role":"user","parts":[{"text":"Hi"}]}],
         "unknown":%s}
        """
            .formatted(deep));
  }
}
