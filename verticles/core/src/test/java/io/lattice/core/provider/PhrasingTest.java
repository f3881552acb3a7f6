package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.Json;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhrasingTest {
  private static final Dialect OPENAI = OpenAiDialect.of(OpenAiFlavor.OPENAI);
  private static final Dialect GEMINI = GeminiDialect.of(GeminiApi.DEVELOPER);
  private static final Way WAY = Way.of(GEMINI, Endpoint.fixed("/"));
  private static final UpstreamTarget TARGET = new UpstreamTarget("up", false, true);
  private static final Deployment DEPLOYMENT = UpstreamScene.deployment("m");

  private final Phrasing phrasing =
      new Phrasing(Map.of(OPENAI.name(), OPENAI, GEMINI.name(), GEMINI));

  @Test
  void translatesAndTellsWhatWasLost() {
    // when
    WrittenRequest written =
        phrasing.write(call(inOpenAi("\"logit_bias\":{}"), Hints.NONE), WAY, TARGET, DEPLOYMENT);
    // then
    assertThat(written.body().utf8()).contains("\"contents\"").doesNotContain("logit_bias");
    assertThat(written.adaptation().dropped()).containsExactly("logit_bias");
  }

  @Test
  void refusesALossToWhoAsksStrictly() {
    // given
    Hints strict = new Hints(null, List.of(), null, true);
    // when
    ChatError error = refusal(call(inOpenAi("\"logit_bias\":{}"), strict));
    // then
    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(error.param()).isEqualTo("logit_bias");
    assertThat(error.message()).contains(DEPLOYMENT.id(), "logit_bias");
  }

  @Test
  void givesWhoAsksStrictlyWhatLosesNothing() {
    // given
    Hints strict = new Hints(null, List.of(), null, true);
    // then
    assertThat(phrasing.write(call(inOpenAi("\"seed\":1"), strict), WAY, TARGET, DEPLOYMENT))
        .extracting(written -> written.adaptation().isNone())
        .isEqualTo(true);
  }

  @Test
  void refusesADialectThatNobodyHereSpeaks() {
    // given
    ChatCall.Payload foreign = new ChatCall.Native("klingon", Bytes.utf8("{}"), false);
    // then
    assertThat(refusal(call(foreign, Hints.NONE)).message()).contains("'klingon'");
  }

  @Test
  void refusesWhatIsNotServedYetByItsName() {
    // given
    ChatCall vectors =
        ChatCall.embeddings("r", "c", EmbeddingRequest.of("m", "some text"), Hints.NONE);
    ChatCall count =
        call(new ChatCall.Counting(new ChatCall.Typed(ChatRequest.of("m", "Hi"))), Hints.NONE);
    // then
    for (ChatCall each : List.of(vectors, count)) {
      assertThat(refusal(each).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
      assertThat(refusal(each).message()).contains("makes no vectors");
    }
  }

  private ChatError refusal(ChatCall call) {
    return catchThrowableOfType(
            ChatFailure.class, () -> phrasing.write(call, WAY, TARGET, DEPLOYMENT))
        .error();
  }

  private static ChatCall.Payload inOpenAi(String field) {
    Json question =
        Json.of(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                + field
                + "}");
    return new ChatCall.Native(OPENAI.name(), Bytes.utf8(question.text()), false);
  }

  private static ChatCall call(ChatCall.Payload payload, Hints hints) {
    return new ChatCall("r", "c", "m", false, Set.of(), hints, payload);
  }
}
