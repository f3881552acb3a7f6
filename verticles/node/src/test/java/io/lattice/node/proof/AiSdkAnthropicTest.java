package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

/** The AI SDK's provider for Anthropic as a client of the bridge. */
class AiSdkAnthropicTest extends AiSdkContract {
  AiSdkAnthropicTest() {
    super("ai-anthropic.mjs", "/v1");
  }

  /** Of models that it does not know the SDK asks for a call of a tool of its own. */
  @Override
  void assertSchemaWasSent(JsonObject sent) {
    JsonObject tool = sent.getJsonArray("tools").getJsonObject(0).getJsonObject("function");
    assertThat(tool.getString("name")).isEqualTo("json");
    assertThat(tool.getJsonObject("parameters").getJsonArray("required")).containsExactly("x", "y");
  }
}
