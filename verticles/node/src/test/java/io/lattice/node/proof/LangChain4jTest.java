package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j's client of OpenAI's API as a client of the bridge. */
@Tag("java-sdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LangChain4jTest {
  private static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("weather")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").required("city").build())
          .build();

  private SdkNode node;

  @BeforeAll
  void start(@TempDir Path folder) {
    node = new SdkNode(folder);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private OpenAiChatModel model(String name, String key) {
    return OpenAiChatModel.builder()
        .baseUrl(node.url("/v1"))
        .apiKey(key)
        .modelName(name)
        .returnThinking(true)
        .strictJsonSchema(true)
        .maxRetries(0)
        .build();
  }

  private ChatResponse chat(String model, ChatRequest.Builder request) {
    return model(model, SdkNode.KEY).chat(request.build());
  }

  private FollowedChat follow(String model, ChatRequest.Builder request) {
    FollowedChat chat = new FollowedChat();
    streaming(model).chat(request.build(), chat);
    return chat;
  }

  private OpenAiStreamingChatModel streaming(String name) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(node.url("/v1"))
        .apiKey(SdkNode.KEY)
        .modelName(name)
        .returnThinking(true)
        .build();
  }

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().messages(UserMessage.from("Hi."));
  }

  private static List<String> calls(ChatResponse answer) {
    return answer.aiMessage().toolExecutionRequests().stream()
        .map(call -> call.id() + " " + call.name() + " " + call.arguments())
        .toList();
  }

  @Test
  void chats() {
    ChatResponse answer = chat("sdk-chat", ask());

    assertThat(answer.aiMessage().text()).isEqualTo("Hello!");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.tokenUsage().totalTokenCount()).isEqualTo(12);
  }

  @Test
  void streamsWithUsage() {
    FollowedChat chat = follow("sdk-stream", ask());

    assertThat(chat.end().aiMessage().text()).isEqualTo("Hello!");
    assertThat(chat.text()).isEqualTo("Hello!");
    assertThat(chat.end().tokenUsage().totalTokenCount()).isEqualTo(12);
  }

  @Test
  void callsToolsInParallelWholeAndStreamed() {
    String[] expected = {
      "call_0 weather {\"city\":\"Paris\"}", "call_1 weather {\"city\":\"Rome\"}"
    };
    ChatRequest.Builder request = ask().toolSpecifications(WEATHER);
    assertThat(calls(chat("sdk-tools", request))).containsExactly(expected);
    assertThat(calls(follow("sdk-tools-stream", request).end())).containsExactly(expected);
  }

  @Test
  void givesToolResultsBack() {
    List<ToolExecutionRequest> calls =
        chat("sdk-tools", ask().toolSpecifications(WEATHER)).aiMessage().toolExecutionRequests();

    ChatResponse answer =
        chat(
            "sdk-tool-results",
            ChatRequest.builder()
                .messages(
                    UserMessage.from("Hi."),
                    AiMessage.from(calls),
                    ToolExecutionResultMessage.from(calls.get(0), "20 C"),
                    ToolExecutionResultMessage.from(calls.get(1), "21 C"))
                .toolSpecifications(WEATHER));

    assertThat(answer.aiMessage().text()).isEqualTo("20 C and 21 C");
    JsonObject sent = new JsonObject(node.asked("sdk-tool-results").body());
    assertThat(sent.getJsonArray("messages").getJsonObject(3).getString("tool_call_id"))
        .isEqualTo("call_1");
  }

  @Test
  void asksForJsonThatFollowsASchema() {
    JsonObjectSchema point =
        JsonObjectSchema.builder()
            .addIntegerProperty("x")
            .addIntegerProperty("y")
            .required("x", "y")
            .build();
    ResponseFormat format =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(JsonSchema.builder().name("point").rootElement(point).build())
            .build();

    ChatResponse answer = chat("sdk-schema", ask().responseFormat(format));

    assertThat(new JsonObject(answer.aiMessage().text()).getInteger("y")).isEqualTo(4);
    assertThat(node.asked("sdk-schema").body()).contains("\"json_schema\"");
  }

  @Test
  void showsWhatWasThought() {
    assertThat(follow("sdk-reasoning", ask()).end().aiMessage().thinking())
        .isEqualTo("Let me think.");
  }

  @Test
  void raisesTheErrorOfEachStatus() {
    assertRaised(InvalidRequestException.class, "sdk-400", "temperature is 9");
    assertRaised(ModelNotFoundException.class, "no-such-model", "'no-such-model'");
    assertRaised(InternalServerException.class, "sdk-429", "slow down");
    assertRaised(InternalServerException.class, "sdk-500", "the server had an error");
    assertThatThrownBy(() -> model("sdk-chat", "sk-wrong").chat("Hi."))
        .isInstanceOf(AuthenticationException.class);
  }

  private void assertRaised(Class<? extends Exception> type, String model, String message) {
    assertThatThrownBy(() -> chat(model, ask())).isInstanceOf(type).hasMessageContaining(message);
  }

  @Test
  void raisesTheErrorOfAStreamThatDoesNotBegin() {
    assertThat(follow("sdk-400", ask()).failure()).isInstanceOf(InvalidRequestException.class);
  }

  /** It overlooks errors in streams, OpenAI's own too: only the missing finish tells. */
  @Test
  void hasNoFinishWhereAStreamWasBrokenOff() {
    ChatResponse answer = follow("sdk-cut", ask()).end();

    assertThat(answer.aiMessage().text()).isEqualTo("Hello");
    assertThat(answer.finishReason()).isNull();
  }

  @Test
  void abortsInTheMidstOfAStream() {
    FollowedChat chat = new FollowedChat().cancelledAfter("Hello");

    streaming("sdk-abort-late").chat(ask().build(), chat);

    node.asked("sdk-abort-late").awaitGone();
    assertThat(chat.text()).isEqualTo("Hello");
  }
}
