package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the AI SDK sees through any of its providers. */
abstract class AiSdkContract extends SdkContract {
  AiSdkContract(String script, String path) {
    super(script, path);
  }

  @Test
  void tellsWhyTheAnswerEnded() {
    assertThat(check("chat").getString("finish")).isEqualTo("stop");
    assertThat(check("stream").getString("finish")).isEqualTo("stop");
    assertThat(check("tools").getString("finish")).isEqualTo("tool-calls");
    assertThat(check("toolsStreamed").getString("finish")).isEqualTo("tool-calls");
  }

  @Test
  void runsToolsByItselfAndAsksAgain() {
    assertThat(check("toolResults").getInteger("steps")).isEqualTo(2);
  }

  @Test
  void sendsAnImage() {
    assertThat(check("image").getString("text")).isEqualTo("A dot.");
    assertThat(asked("sdk-image").body()).contains("data:image/png;base64,iVBORw0KGgo=");
  }

  @Test
  void showsWhatWasThought() {
    assertThat(check("reasoning").getString("text")).isEqualTo("Hello!");
    assertThat(check("reasoning").getString("thought")).isEqualTo("Let me think.");
  }

  @Test
  void raisesItsOneErrorWithTheStatus() {
    assertRaised("error400", "APICallError", 400);
    assertRaised("error401", "APICallError", 401);
    assertRaised("error404", "APICallError", 404);
    assertRaised("error429", "APICallError", 503);
    assertRaised("error500", "APICallError", 503);
  }

  @Test
  void tellsThatItWasAborted() {
    assertThat(check("abortInTheMidstOfTheStream").getBoolean("aborted")).isTrue();
  }
}
