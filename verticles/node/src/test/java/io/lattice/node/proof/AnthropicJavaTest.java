package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.ServiceUnavailableException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Anthropic's official SDK for Java as a client of the bridge; it validates all that it gets. */
@Tag("java-sdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnthropicJavaTest {
  private SdkNode node;
  private AnthropicClient client;

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

  private AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder().baseUrl(node.url("")).apiKey(key).maxRetries(0).build();
  }

  private static MessageCreateParams.Builder ask(String model) {
    return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage("Hi.");
  }

  private static MessageCreateParams askWithTools(String model) {
    return ask(model)
        .addTool(
            Tool.builder()
                .name("weather")
                .inputSchema(
                    Tool.InputSchema.builder()
                        .properties(
                            Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty(
                                    "city", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .required(List.of("city"))
                        .build())
                .build())
        .build();
  }

  private Message create(MessageCreateParams params) {
    return client.messages().create(params).validate();
  }

  private Message stream(MessageCreateParams params) {
    MessageAccumulator whole = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      stream.stream().forEach(event -> whole.accumulate(event.validate()));
    }
    return whole.message();
  }

  private static String text(Message message) {
    return message.content().stream()
        .flatMap(block -> block.text().stream())
        .map(block -> block.text())
        .collect(Collectors.joining());
  }

  private static List<String> calls(Message message) {
    return message.content().stream()
        .filter(ContentBlock::isToolUse)
        .map(ContentBlock::asToolUse)
        .map(call -> call.id() + " " + call.name() + " " + call._input())
        .toList();
  }

  private JsonObject sent(String model) {
    return new JsonObject(node.asked(model).body());
  }

  @Test
  void chats() {
    Message message = create(ask("sdk-chat").system("Be brief.").build());

    assertThat(text(message)).isEqualTo("Hello!");
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
    assertThat(message.usage().outputTokens()).isEqualTo(7);
    assertThat(sent("sdk-chat").getJsonArray("messages").encode()).contains("Be brief.");
  }

  @Test
  void streams() {
    Message message = stream(ask("sdk-stream").build());

    assertThat(text(message)).isEqualTo("Hello!");
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
    assertThat(message.usage().outputTokens()).isEqualTo(7);
  }

  @Test
  void callsToolsInParallel() {
    assertTools(create(askWithTools("sdk-tools")));
  }

  @Test
  void callsToolsInAStream() {
    assertTools(stream(askWithTools("sdk-tools-stream")));
  }

  private static void assertTools(Message message) {
    assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
    assertThat(calls(message))
        .containsExactly("call_0 weather {city=Paris}", "call_1 weather {city=Rome}");
  }

  @Test
  void getsJsonThatFollowsASchema() {
    Message message =
        create(
            ask("sdk-schema")
                .outputConfig(
                    OutputConfig.builder()
                        .format(
                            JsonOutputFormat.builder()
                                .schema(
                                    JsonOutputFormat.Schema.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .build())
                                .build())
                        .build())
                .build());

    assertThat(new JsonObject(text(message))).isEqualTo(new JsonObject().put("x", 3).put("y", 4));
    assertThat(sent("sdk-schema").getJsonObject("response_format").getString("type"))
        .isEqualTo("json_schema");
  }

  @Test
  void countsTokens() {
    MessageCountTokensParams params =
        MessageCountTokensParams.builder().model("sdk-chat").addUserMessage("Hi there.").build();

    assertThat(client.messages().countTokens(params).validate().inputTokens()).isBetween(2L, 30L);
  }

  @Test
  void raisesItsOwnErrors() {
    assertRaised(client, "sdk-400", BadRequestException.class, "temperature is 9");
    assertRaised(client, "no-such-model", NotFoundException.class, "no-such-model");
    assertRaised(client, "sdk-429", ServiceUnavailableException.class, "slow down");
    assertRaised(client, "sdk-500", ServiceUnavailableException.class, "had an error");
    AnthropicClient wrong = client("sk-wrong");
    assertRaised(wrong, "sdk-chat", UnauthorizedException.class, "no known key");
    wrong.close();
  }

  private static void assertRaised(
      AnthropicClient by,
      String model,
      Class<? extends AnthropicServiceException> error,
      String why) {
    AnthropicServiceException raised =
        catchThrowableOfType(error, () -> by.messages().create(ask(model).build()));
    assertThat(raised).hasMessageContaining(why);
  }

  @Test
  void raisesAnErrorInTheMidstOfAStream() {
    assertThatThrownBy(() -> stream(ask("sdk-cut").build()))
        .isInstanceOf(AnthropicException.class)
        .hasMessageContaining("closed the connection");
  }

  @Test
  void abortsInTheMidstOfAStream() {
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(ask("sdk-abort-late").build())) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      RawMessageStreamEvent event = events.next();
      while (!event.isContentBlockDelta()) {
        event = events.next();
      }
    }
    node.asked("sdk-abort-late").awaitGone();
  }
}
