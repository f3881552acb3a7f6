package io.lattice.node.proof;

/** The AI SDK's provider for OpenAI-compatible APIs as a client of the bridge. */
class AiSdkOpenAiTest extends AiSdkContract {
  AiSdkOpenAiTest() {
    super("ai-openai-compatible.mjs", "/v1");
  }
}
