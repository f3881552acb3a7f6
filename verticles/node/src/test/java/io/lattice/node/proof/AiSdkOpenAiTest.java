package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The AI SDK's provider for OpenAI-compatible APIs as a client of the bridge. */
class AiSdkOpenAiTest extends AiSdkContract {
  AiSdkOpenAiTest() {
    super("ai-openai-compatible.mjs", "/v1");
  }

  @Test
  void carriesTheSeed() {
    assertThat(sent("sdk-chat").getInteger("seed")).isEqualTo(7);
  }
}
