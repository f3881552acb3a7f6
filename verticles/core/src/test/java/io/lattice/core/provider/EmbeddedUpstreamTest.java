package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.ModelRegistry;
import io.lattice.core.provider.embedded.EmbeddedGuide;
import io.lattice.core.usage.TokenEstimate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedUpstreamTest {

  @Test
  void refusesVectorsByTheirName() {
    // given
    EmbeddedUpstream upstream =
        new EmbeddedUpstream(
            "embedded",
            EmbeddedGuide.load(),
            new Phrasing(Map.of()),
            InstantSource.system(),
            TokenEstimate.BY_LENGTH);
    ChatCall vectors =
        ChatCall.embeddings("r", "c", EmbeddingRequest.of("m", "some text"), Hints.NONE);
    // when
    ChatFailure refusal =
        catchThrowableOfType(
            ChatFailure.class,
            () ->
                upstream.prepare(
                    vectors,
                    UpstreamScene.deployment("m"),
                    LatticeConfig.of(List.of(), ModelRegistry.EMPTY),
                    new Heard()));
    // then
    assertThat(refusal.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(refusal.error().message()).contains("makes no vectors");
  }
}
