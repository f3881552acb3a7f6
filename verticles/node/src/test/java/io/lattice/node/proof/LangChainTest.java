package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;

/** LangChain for Node.js as a client of the bridge, in both of OpenAI's APIs. */
class LangChainTest extends SdkContract {
  LangChainTest() {
    super("langchain.mjs", "/v1");
  }

  @Test
  void tellsWhyTheAnswerEnded() {
    assertThat(check("chat").getString("finish")).isEqualTo("stop");
    assertThat(check("stream").getString("finish")).isEqualTo("stop");
  }

  @Test
  void speaksTheResponsesApiAsWell() {
    for (String check : new String[] {"chatByResponses", "streamByResponses"}) {
      assertThat(check(check).getString("text")).isEqualTo("Hello!");
      assertThat(check(check).getString("finish")).isEqualTo("completed");
      assertThat(check(check).getInteger("tokens")).isEqualTo(12);
    }
  }

  @Test
  void givesResultsToTheCallsThatTheyAnswer() {
    JsonArray messages = sent("sdk-tool-results").getJsonArray("messages");
    assertThat(messages.getJsonObject(3).getString("tool_call_id")).isEqualTo("call_1");
  }

  @Test
  void raisesTheErrorOfEachStatus() {
    assertRaised("error400", "BadRequestError", 400);
    assertRaised("error401", "AuthenticationError", 401);
    assertRaised("error404", "NotFoundError", 404);
    assertRaised("error429", "InternalServerError", 503);
    assertThat(check("error429").getString("retryAfter")).isEqualTo("7");
    assertRaised("error500", "InternalServerError", 503);
  }

  @Test
  void tellsWhichErrorEndedAStream() {
    assertThat(check("errorInTheStream").getString("code")).isEqualTo("stream_interrupted");
  }
}
