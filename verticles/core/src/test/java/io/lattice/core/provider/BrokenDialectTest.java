package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.text;
import static io.lattice.core.provider.UpstreamScene.typed;
import static io.lattice.core.provider.UpstreamScene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.provider.BrokenDialect.Defect;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dialect that breaks down fails the call it was asked in, at once, and no other. */
@ExtendWith(VertxExtension.class)
class BrokenDialectTest {
  private static final String SECRET = "what the provider said";

  private static Script scriptFor(Defect defect) {
    return switch (defect) {
      case MAKING_A_DECODER, DECODING -> Script.sse().event(text("Hello")).stall();
      case ENDING, FORGETTING_THE_END -> Script.sse().event(text("Hello")).end();
      case DECODING_A_WHOLE -> Script.json(200, whole("Hello"));
      case READING_AN_ERROR -> Script.json(500, "{}");
    };
  }

  private static ChatError errorOf(Vertx vertx, Defect defect, Supplier<RuntimeException> problem) {
    try (UpstreamScene scene =
        UpstreamScene.speaking(vertx, new BrokenDialect(UpstreamScene.OPENAI, defect, problem))) {
      scene.server().on("m", scriptFor(defect));
      ChatError error = scene.awaitAnswer(typed("m", true)).error();
      scene.awaitIdle();
      return error;
    }
  }

  @ParameterizedTest
  @EnumSource(value = Defect.class, names = "FORGETTING_THE_END", mode = EnumSource.Mode.EXCLUDE)
  void anUnexpectedExceptionIsOurOwnFailure(Defect defect, Vertx vertx) {
    // when
    ChatError error = errorOf(vertx, defect, () -> new IllegalStateException(SECRET));
    // then
    assertThat(error.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(error.message()).contains("one/m").doesNotContain(SECRET);
  }

  @ParameterizedTest
  @EnumSource(value = Defect.class, names = "FORGETTING_THE_END", mode = EnumSource.Mode.EXCLUDE)
  void anExceptionOfTheDialectIsTheFailureThatItNames(Defect defect, Vertx vertx) {
    // when
    ChatError error =
        errorOf(vertx, defect, () -> new DialectException(ErrorKind.UPSTREAM_PROTOCOL, "odd"));
    // then
    assertThat(error).isEqualTo(new ChatError(ErrorKind.UPSTREAM_PROTOCOL, "odd"));
  }

  @ParameterizedTest
  @EnumSource(value = Defect.class, names = "FORGETTING_THE_END")
  void anAnswerThatEndsWithoutAnEndIsInterrupted(Defect defect, Vertx vertx) {
    // then
    assertThat(errorOf(vertx, defect, IllegalStateException::new).kind())
        .isEqualTo(ErrorKind.STREAM_INTERRUPTED);
  }
}
