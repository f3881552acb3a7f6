package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** OpenAI's official SDK for Node.js as a client of the Responses API. */
class ResponsesSdkTest extends SdkContract {
  ResponsesSdkTest() {
    super("responses.mjs", "/v1");
  }

  @Test
  void chatsWithOneWhoAnswersThisApiAndKeepsWhatItDoesNotKnow() {
    JsonObject chat = check("nativeChat");

    assertThat(chat.getString("text")).isEqualTo("Hello!");
    assertThat(chat.getString("status")).isEqualTo("completed");
    assertThat(chat.getInteger("tokens")).isEqualTo(12);
    assertThat(chat.getString("unknown")).isEqualTo("kept");
    assertThat(chat.getString("requestId")).isNotBlank();
    assertThat(sent("native-chat").getString("input")).isEqualTo("Hi.");
  }

  @Test
  void streamsEveryEventThatItsClientsWaitFor() {
    for (String check : new String[] {"stream", "nativeStream"}) {
      assertThat(check(check).getString("text")).isEqualTo("Hello!");
      assertThat(check(check).getString("status")).isEqualTo("completed");
      assertThat(check(check).getJsonArray("types"))
          .containsSubsequence(
              "response.created",
              "response.output_item.added",
              "response.content_part.added",
              "response.output_text.delta",
              "response.output_text.done",
              "response.content_part.done",
              "response.output_item.done",
              "response.completed");
    }
  }

  @Test
  void streamsTheArgumentsOfCalls() {
    assertThat(check("toolsStreamed").getString("pieces"))
        .isEqualTo("{\"city\":\"Paris\"}{\"city\":\"Rome\"}");
  }

  @Test
  void givesResultsToTheCallsThatTheyAnswer() {
    JsonArray messages = sent("sdk-tool-results").getJsonArray("messages");

    assertThat(messages.getJsonObject(1).getJsonArray("tool_calls")).hasSize(2);
    assertThat(messages.getJsonObject(3).getString("tool_call_id")).isEqualTo("call_1");
  }

  @Test
  void sendsAnImage() {
    assertThat(check("image").getString("text")).isEqualTo("A dot.");
    assertThat(asked("sdk-image").body())
        .contains("data:image/png;base64,iVBORw0KGgo=")
        .contains("\"detail\":\"low\"");
  }

  @Test
  void showsWhatWasThoughtAndTakesItBack() {
    assertThat(check("reasoning").getString("text")).isEqualTo("Hello!");
    assertThat(check("reasoning").getString("thought")).contains("Let me think.");
    assertThat(check("goesOn").getString("text")).isEqualTo("And so on.");
    assertThat(sent("sdk-goes-on").getJsonArray("messages").encode())
        .contains("Hello!")
        .contains("And?");
  }

  @Test
  void raisesTheErrorOfEachStatus() {
    assertRaised("error400", "BadRequestError", 400);
    assertRaised("nativeError400", "BadRequestError", 400);
    assertRaised("error401", "AuthenticationError", 401);
    assertRaised("error404", "NotFoundError", 404);
    assertThat(check("error404").getString("code")).isEqualTo("model_not_found");
    assertRaised("error429", "InternalServerError", 503);
    assertThat(check("error429").getString("retryAfter")).isEqualTo("7");
    assertRaised("error500", "InternalServerError", 503);
  }

  @Test
  void refusesWhatWouldNeedAMemory() {
    assertRaised("refusesToRemember", "BadRequestError", 400);
    assertThat(check("refusesToRemember").getString("message")).contains("previous_response_id");
  }

  @Test
  void tellsWhichErrorEndedAStream() {
    assertThat(check("errorInTheStream").getString("error")).isEqualTo("APIError");
    assertThat(check("errorInTheStream").getString("code")).isEqualTo("stream_interrupted");
  }

  @Test
  void raisesItsOwnErrorWhereItIsAborted() {
    assertThat(check("abortBeforeTheFirstToken").getString("error")).isEqualTo("APIUserAbortError");
  }
}
