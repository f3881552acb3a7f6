package io.lattice.node.proof;

/** The AI SDK's provider for Gemini as a client of the bridge. */
class AiSdkGoogleTest extends AiSdkContract {
  AiSdkGoogleTest() {
    super("ai-google.mjs", "/v1beta");
  }
}
