package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a request of ours becomes for Google, and what is told of it. */
class RequestWriterTest {
  private static final String OLD = "gemini-2.5-flash";
  private static final String NEW = "gemini-3-pro-preview";
  private static final Part.ToolCall CALL = new Part.ToolCall("toolu_1", "f", "{\"a\":1}");

  @Test
  void putsEverySystemMessageIntoTheInstruction() {
    WrittenRequest written =
        write(
            OLD,
            asked()
                .message(Message.system("Be kind."))
                .user("Hi")
                .message(Message.of(Role.DEVELOPER, new Part.Text("Be short."))));
    assertThat(written.body().utf8())
        .isEqualTo(
            "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}],'systemInstruction':{'parts':"
                    .replace('\'', '"')
                + "[{\"text\":\"Be kind.\"},{\"text\":\"Be short.\"}]}}");
    assertThat(written.adaptation().changed())
        .containsExactly("messages[2] (moved into systemInstruction)");
  }

  @Test
  void answersCallsInOneTurnByTheNamesOfTheirTools() {
    WrittenRequest written =
        write(
            OLD,
            asked()
                .user("Hi")
                .message(Message.of(Role.ASSISTANT, CALL, new Part.ToolCall("toolu_2", "g", " ")))
                .message(Message.toolResult("toolu_1", "sunny"))
                .message(
                    Message.of(
                        Role.TOOL,
                        new Part.ToolResult("toolu_2", List.of(new Part.Text("no")), true))));
    assertThat(written.body().utf8())
        .contains("{\"functionCall\":{\"id\":\"toolu_2\",\"name\":\"g\",\"args\":{}}}")
        .endsWith(
            "{'role':'user','parts':[{'functionResponse':{'id':'toolu_1','name':'f','response':"
                    .replace('\'', '"')
                + "{\"result\":\"sunny\"}}},{\"functionResponse\":{\"id\":\"toolu_2\","
                + "\"name\":\"g\",\"response\":{\"error\":\"no\"}}}]}]}");
    assertThat(written.adaptation().isNone()).isTrue();
  }

  @Test
  void refusesAnAnswerToNoCall() {
    ChatRequest.Builder request =
        asked().user("Hi").message(Message.toolResult("toolu_9", "sunny"));
    assertThatThrownBy(() -> write(OLD, request))
        .isInstanceOf(DialectException.class)
        .hasMessage("messages[1] answers the tool call 'toolu_9', which no message before it made");
  }

  @Test
  void neverReturnsAnIdThatWeMadeUp() {
    String id = CallIds.of("r1", 0, 0);
    String body =
        write(
                OLD,
                asked()
                    .user("Hi")
                    .message(Message.of(Role.ASSISTANT, new Part.ToolCall(id, "f", "{}")))
                    .message(Message.toolResult(id, "sunny")))
            .body()
            .utf8();
    assertThat(body).doesNotContain("\"id\"").contains("\"name\":\"f\",\"response\"");
  }

  @Test
  void signsTheFirstCallOfTheCurrentTurnForModelsThatInsist() {
    ChatRequest.Builder request =
        asked()
            .user("Hi")
            .message(Message.of(Role.ASSISTANT, CALL))
            .message(Message.toolResult("toolu_1", "sunny"))
            .user("And now?")
            .message(Message.of(Role.ASSISTANT, signedBy("anthropic"), CALL))
            .message(Message.toolResult("toolu_1", "rainy"));
    WrittenRequest written = write(NEW, request);
    assertThat(written.body().utf8().split("skip_thought_signature_validator", -1)).hasSize(2);
    assertThat(written.body().utf8().indexOf("skip_thought"))
        .isGreaterThan(written.body().utf8().indexOf("And now?"));
    assertThat(written.adaptation().dropped()).containsExactly("messages[4].tool_calls.proof");
    assertThat(written.adaptation().changed())
        .containsExactly(
            "messages[4].tool_calls (thoughtSignature skip_thought_signature_validator)");
    assertThat(write(OLD, request).body().utf8()).doesNotContain("skip_thought");
    assertThat(write("gemini-flash-latest", request).body().utf8()).contains("skip_thought");
    assertThat(write("tuned", request, Map.of("reasoning", "level")).body().utf8())
        .contains("skip_thought");
  }

  @Test
  void returnsProofsToTheirIssuerOnly() {
    WrittenRequest written =
        write(
            NEW,
            asked()
                .user("Hi")
                .message(
                    Message.of(
                        Role.ASSISTANT,
                        new Part.Reasoning("mine", Proof.signature("c2ln", "gemini")),
                        new Part.Reasoning("theirs", Proof.signature("x", "anthropic")),
                        signedBy("gemini"))));
    assertThat(written.body().utf8())
        .contains("{\"text\":\"mine\",\"thought\":true,\"thoughtSignature\":\"c2ln\"}")
        .contains("\"args\":{\"a\":1}},\"thoughtSignature\":\"x\"}")
        .doesNotContain("theirs");
    assertThat(written.adaptation().dropped()).containsExactly("messages[1].reasoning");
  }

  @Test
  void keepsArgumentsThatAreNoObject() {
    WrittenRequest written =
        write(
            OLD,
            asked()
                .user("Hi")
                .message(Message.of(Role.ASSISTANT, new Part.ToolCall("c", "f", "{\"a\":"))));
    assertThat(written.body().utf8()).contains("\"args\":{\"_raw\":\"{\\\"a\\\":\"}");
    assertThat(written.adaptation().changed())
        .containsExactly("messages[1].tool_calls.arguments (no JSON object, kept in _raw)");
  }

  @Test
  void putsPicturesOfAToolWhereTheModelTakesThem() {
    Part picture = new Part.Image(new Media.Inline("image/png", "aWNv"));
    ChatRequest.Builder request =
        asked()
            .user("Hi")
            .message(Message.of(Role.ASSISTANT, CALL))
            .message(
                Message.of(Role.TOOL, new Part.ToolResult("toolu_1", List.of(picture), false)));
    String data = "[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"aWNv\"}}]";
    assertThat(write(NEW, request).body().utf8())
        .contains("\"response\":{\"result\":\"\"},\"parts\":" + data + "}}]}");
    WrittenRequest old = write(OLD, request);
    assertThat(old.body().utf8()).contains("\"response\":{\"result\":\"\"}}},{\"inlineData\"");
    assertThat(old.adaptation().changed())
        .containsExactly("messages[2].content (media beside the tool's answer)");
  }

  @Test
  void saysWhatKindOfMediaAnAddressHas() {
    assertThat(
            write(
                    OLD,
                    asked()
                        .message(
                            Message.of(
                                Role.USER,
                                new Part.Image(new Media.Link("https://a/b.PNG?c")),
                                new Part.Image(new Media.Link("https://a/b")))))
                .body()
                .utf8())
        .contains("{\"fileData\":{\"fileUri\":\"https://a/b.PNG?c\",\"mimeType\":\"image/png\"}}")
        .contains("{\"fileData\":{\"fileUri\":\"https://a/b\"}}");
    assertThatThrownBy(
            () ->
                write(
                    OLD,
                    asked()
                        .message(
                            Message.of(Role.USER, new Part.Image(new Media.Uploaded("file-1"))))))
        .hasMessageStartingWith("messages[0] is a file uploaded elsewhere");
  }

  @Test
  void asksForThoughtByLevelOrByBudget() {
    assertThat(thinking(NEW, "high", null)).contains("{\"thinkingLevel\":\"HIGH\",\"include");
    assertThat(thinking(NEW, "none", null)).endsWith("{\"thinkingLevel\":\"MINIMAL\"}}}");
    assertThat(thinking(NEW, null, 512))
        .contains("{\"thinkingBudget\":512,\"includeThoughts\":true");
    assertThat(thinking(OLD, "medium", null)).contains("{\"thinkingBudget\":8192,");
    assertThat(thinking(OLD, "none", null)).endsWith("{\"thinkingBudget\":0}}}");
    assertThat(thinking("gemini-2.5-pro", "none", null)).contains("{\"thinkingBudget\":128,");
    assertThat(thinking(OLD, "high", 99)).contains("{\"thinkingBudget\":99,");
    assertThat(write(NEW, asked().user("Hi").reasoning(new ReasoningOptions("odd", null))))
        .satisfies(
            written -> {
              assertThat(written.body().utf8()).doesNotContain("thinking");
              assertThat(written.adaptation().dropped()).containsExactly("reasoning_effort");
            });
    assertThat(
            write(OLD, asked().user("Hi").reasoning(new ReasoningOptions("max", null)))
                .adaptation()
                .changed())
        .containsExactly("reasoning_effort (thinkingBudget 24576)");
  }

  @Test
  void asksForAFormInWordsWhereTheModelKeepsToNone() {
    Json schema = Json.of("{\"type\":\"object\"}");
    ChatRequest.Builder request =
        asked().user("Hi").responseFormat(new ResponseFormat.JsonSchema("s", null, schema, true));
    assertThat(write(OLD, request).body().utf8())
        .endsWith(
            "\"generationConfig\":{\"responseMimeType\":\"application/json\","
                + "\"responseJsonSchema\":{\"type\":\"object\"}}}");
    WrittenRequest inWords = write(OLD, request.tool(new Tool.Function("f", "d", schema)));
    assertThat(inWords.body().utf8())
        .contains("matches this JSON Schema: {\\\"type\\\":\\\"object\\\"}\"")
        .doesNotContain("responseMimeType");
    assertThat(inWords.adaptation().changed())
        .containsExactly("response_format (by an instruction)");
    assertThat(write(NEW, request).body().utf8()).contains("responseJsonSchema");
    UpstreamTarget plain =
        new UpstreamTarget(NEW, false, true, null, null, Set.of(Need.TOOLS), Map.of());
    assertThat(
            GeminiDialect.of(GeminiApi.VERTEX)
                .writeRequest(request.build(), plain)
                .adaptation()
                .changed())
        .containsExactly("response_format (by an instruction)");
  }

  @Test
  void saysWhichToolsToUse() {
    assertThat(choosing(new ToolChoice.Auto())).contains("{\"mode\":\"AUTO\"}");
    assertThat(choosing(new ToolChoice.None())).contains("{\"mode\":\"NONE\"}");
    assertThat(choosing(new ToolChoice.Required())).contains("{\"mode\":\"ANY\"}");
    assertThat(choosing(new ToolChoice.Named("f")))
        .contains("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}");
  }

  @Test
  void refusesToolsThatOnlyOthersHave() {
    Json search = Json.of("{\"type\":\"web_search\"}");
    ChatRequest.Builder request = asked().user("Hi").tool(new Tool.Opaque("anthropic", search));
    assertThatThrownBy(() -> write(OLD, request))
        .isInstanceOf(DialectException.class)
        .hasMessageContaining("tools[0] is of the dialect 'anthropic'");
    ChatRequest.Builder choice =
        asked().user("Hi").toolChoice(new ToolChoice.Opaque("openai", search));
    assertThatThrownBy(() -> write(OLD, choice)).hasMessageContaining("tool_choice is of");
  }

  @Test
  void tellsWhatItHasNoWordsFor() {
    WrittenRequest written =
        write(
            OLD,
            asked()
                .message(
                    new Message(
                        Role.USER,
                        List.of(
                            new Part.Text("Hi", Map.of("cache_control", Json.of("{}"))),
                            new Part.Opaque("openai", Json.of("{}")),
                            new Part.File(
                                new Media.Inline("application/pdf", "JV"), "a.pdf", Map.of())),
                        "Ann",
                        Map.of()))
                .tool(new Tool.Function("f", "d", null, true, Map.of()))
                .parallelToolCalls(false)
                .endUser("u")
                .sampling(new Sampling(null, null, null, null, null, 1L << 40, null, null))
                .extra("metadata", Json.of("{}"))
                .extra("labels", Json.of("{}")));
    assertThat(written.adaptation().dropped())
        .containsExactlyInAnyOrder(
            "messages[0].name",
            "messages[0] (openai's own part)",
            "messages[0].cache_control",
            "messages[0].file.name",
            "tools[0].strict",
            "parallel_tool_calls",
            "seed",
            "user",
            "metadata",
            "labels");
  }

  @Test
  void knowsWhatEitherApiTakes() {
    ChatRequest.Builder request =
        asked()
            .user("Hi")
            .extra("service_tier", Json.of("\"priority\""))
            .extra("safety_settings", Json.of("[]"))
            .extra("labels", Json.of("{}"));
    assertThat(write(NEW, request).body().utf8())
        .contains("\"serviceTier\":\"priority\"", "\"safetySettings\":[]")
        .doesNotContain("labels");
    String vertex =
        GeminiDialect.of(GeminiApi.VERTEX)
            .writeRequest(request.build(), new UpstreamTarget(NEW, false, true))
            .body()
            .utf8();
    assertThat(vertex).contains("\"labels\":{}");
  }

  private static Part signedBy(String issuer) {
    return new Part.ToolCall("toolu_1", "f", "{\"a\":1}", Proof.signature("x", issuer), Map.of());
  }

  private static String thinking(String model, @Nullable String effort, @Nullable Integer budget) {
    ReasoningOptions options = new ReasoningOptions(effort, budget);
    return write(model, asked().user("Hi").reasoning(options)).body().utf8();
  }

  private static String choosing(ToolChoice choice) {
    return write(OLD, asked().user("Hi").toolChoice(choice)).body().utf8();
  }

  private static ChatRequest.Builder asked() {
    return ChatRequest.to("m");
  }

  private static WrittenRequest write(String model, ChatRequest.Builder request) {
    return write(model, request, Map.of());
  }

  private static WrittenRequest write(
      String model, ChatRequest.Builder request, Map<String, String> options) {
    UpstreamTarget target =
        new UpstreamTarget(model, false, true, null, null, Set.of(Need.values()), options);
    return GeminiDialect.of(GeminiApi.DEVELOPER).writeRequest(request.build(), target);
  }
}
