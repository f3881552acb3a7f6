package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's official SDK for Java as a client of the bridge. */
@Tag("java-sdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiJavaTest {
  private SdkNode node;
  private OpenAIClient client;

  @BeforeAll
  void start(@TempDir Path folder) {
    node = new SdkNode(folder);
    client = client(SdkNode.KEY);
  }

  @AfterAll
  void stop() {
    client.close();
    node.close();
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder().baseUrl(node.url("/v1")).apiKey(key).maxRetries(0).build();
  }

  private static ChatCompletionCreateParams.Builder ask(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hi.");
  }

  private static ChatCompletionCreateParams askWithTools(String model) {
    return ask(model)
        .addFunctionTool(
            FunctionDefinition.builder()
                .name("weather")
                .parameters(
                    FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                            "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                        .build())
                .build())
        .build();
  }

  private ChatCompletion create(ChatCompletionCreateParams params) {
    return client.chat().completions().create(params);
  }

  private ChatCompletion followed(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(chunk -> whole.accumulate(chunk.validate()));
    }
    return whole.chatCompletion();
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().get(0).message().content().orElseThrow();
  }

  private static List<String> calls(ChatCompletion answer) {
    return answer.choices().get(0).message().toolCalls().orElseThrow().stream()
        .map(call -> call.asFunction())
        .map(call -> call.id() + " " + call.function().name() + " " + call.function().arguments())
        .toList();
  }

  @Test
  void listsTheModels() {
    assertThat(client.models().list().autoPager())
        .extracting(each -> each.id())
        .contains("sdk-chat");
  }

  @Test
  void chats() {
    ChatCompletion answer = create(ask("sdk-chat").temperature(0.5).build()).validate();

    assertThat(text(answer)).isEqualTo("Hello!");
    assertThat(answer.choices().get(0).finishReason().asString()).isEqualTo("stop");
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(12);
    assertThat(new JsonObject(node.asked("sdk-chat").body()).getDouble("temperature"))
        .isEqualTo(0.5);
  }

  @Test
  void streamsWithUsage() {
    ChatCompletionStreamOptions options =
        ChatCompletionStreamOptions.builder().includeUsage(true).build();

    ChatCompletion answer = followed(ask("sdk-stream").streamOptions(options).build());

    assertThat(text(answer)).isEqualTo("Hello!");
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(12);
  }

  @Test
  void callsToolsInParallelWholeAndStreamed() {
    String[] expected = {
      "call_0 weather {\"city\":\"Paris\"}", "call_1 weather {\"city\":\"Rome\"}"
    };
    assertThat(calls(create(askWithTools("sdk-tools")))).containsExactly(expected);
    assertThat(calls(followed(askWithTools("sdk-tools-stream")))).containsExactly(expected);
  }

  @Test
  void readsAnObjectOfAClassWhoseSchemaIsSent() {
    Point point =
        client
            .chat()
            .completions()
            .create(ask("sdk-schema").responseFormat(Point.class).build())
            .choices()
            .get(0)
            .message()
            .content()
            .orElseThrow();

    assertThat(point.x).isEqualTo(3);
    assertThat(point.y).isEqualTo(4);
    assertThat(node.asked("sdk-schema").body()).contains("\"json_schema\"");
  }

  @Test
  void speaksTheResponsesApi() {
    for (String model : List.of("sdk-image", "native-chat")) {
      Response answer = client.responses().create(responses(model)).validate();

      assertThat(text(answer)).as(model).isIn("A dot.", "Hello!");
      assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(12);
    }
  }

  @Test
  void followsTheEventsOfTheResponsesApi() {
    for (String model : List.of("sdk-stream", "sdk-reasoning", "native-stream")) {
      ResponseAccumulator whole = ResponseAccumulator.create();
      try (StreamResponse<ResponseStreamEvent> stream =
          client.responses().createStreaming(responses(model))) {
        // An event that its own types do not allow is an error.
        stream.stream().forEach(event -> whole.accumulate(event.validate()));
      }
      assertThat(text(whole.response().validate())).as(model).isEqualTo("Hello!");
    }
  }

  private static ResponseCreateParams responses(String model) {
    return ResponseCreateParams.builder().model(model).input("Hi.").build();
  }

  private static String text(Response answer) {
    return answer.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .reduce("", String::concat);
  }

  @Test
  void raisesTheErrorOfEachStatus() {
    assertRaised(BadRequestException.class, "sdk-400", 400);
    assertRaised(NotFoundException.class, "no-such-model", 404);
    assertRaised(InternalServerException.class, "sdk-429", 503);
    assertRaised(InternalServerException.class, "sdk-500", 503);
    OpenAIClient stranger = client("sk-wrong");
    assertThatThrownBy(() -> stranger.chat().completions().create(ask("sdk-chat").build()))
        .isInstanceOf(UnauthorizedException.class);
    stranger.close();
  }

  private void assertRaised(
      Class<? extends OpenAIServiceException> type, String model, int status) {
    OpenAIServiceException raised = catchThrowableOfType(type, () -> create(ask(model).build()));

    assertThat(raised).as(model).isNotNull();
    assertThat(raised.statusCode()).isEqualTo(status);
    assertThat(raised.headers().values("x-request-id")).hasSize(1);
  }

  @Test
  void raisesAnErrorInTheMidstOfAStream() {
    assertThatThrownBy(() -> followed(ask("sdk-cut").build()))
        .isInstanceOf(SseException.class)
        .hasMessageContaining("closed the connection");
  }

  /** By a timeout: its {@code close()} waits until the answer's head is there. */
  @Test
  void givesUpBeforeTheFirstToken() {
    RequestOptions options = RequestOptions.builder().timeout(Duration.ofSeconds(2)).build();

    assertThatThrownBy(
            () -> client.chat().completions().create(ask("sdk-abort-early").build(), options))
        .isInstanceOf(OpenAIIoException.class);
    node.asked("sdk-abort-early").awaitGone();
  }

  @Test
  void abortsInTheMidstOfAStream() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask("sdk-abort-late").build())) {
      assertThat(stream.stream().findFirst()).isPresent();
    }
    node.asked("sdk-abort-late").awaitGone();
  }

  /** Its fields are what the SDK makes a schema of. */
  static final class Point {
    public int x;
    public int y;
  }
}
