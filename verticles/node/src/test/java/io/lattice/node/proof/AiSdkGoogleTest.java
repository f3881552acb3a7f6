package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The AI SDK's provider for Gemini as a client of the bridge. */
class AiSdkGoogleTest extends AiSdkContract {
  AiSdkGoogleTest() {
    super("ai-google.mjs", "/v1beta");
  }

  @Test
  void carriesTheSeed() {
    assertThat(sent("sdk-chat").getInteger("seed")).isEqualTo(7);
  }
}
