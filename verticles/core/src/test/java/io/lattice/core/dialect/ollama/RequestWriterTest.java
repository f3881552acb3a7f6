package io.lattice.core.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWriterTest {
  private static final Tool WEATHER =
      new Tool.Function("weather", "tells it", Json.of("{\"type\":\"object\"}"));
  private static final Part.Image IMAGE = new Part.Image(new Media.Inline("image/png", "AA=="));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWhetherToStreamAlways(boolean streamed) {
    WrittenRequest written =
        Streams.DIALECT.writeRequest(
            ChatRequest.of("m", "hi"), new UpstreamTarget("llama3.2", streamed, true));
    assertThat(written.body().utf8())
        .isEqualTo(
            "{\"model\":\"llama3.2\",\"stream\":"
                + streamed
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"truncate\":false}");
    assertThat(written.adaptation().isNone()).isTrue();
  }

  @Test
  void writesWhatTheRegistrySaysOfTheModelBeforeWhatTheCallerSays() {
    WrittenRequest written =
        write(
            ask()
                .extra("options.num_ctx", Json.of("999"))
                .extra("keep_alive", Json.of("0"))
                .build(),
            Map.of("num-ctx", "16384", "keep-alive", "-1"));
    JsonObject body = bodyOf(written);
    assertThat(body.getJsonObject("options")).isEqualTo(new JsonObject("{\"num_ctx\":16384}"));
    assertThat(body.getValue("keep_alive")).isEqualTo(-1);
    assertThat(written.adaptation().changed())
        .containsExactly(
            "options.num_ctx (as the registry has it)", "keep_alive (as the registry has it)");
  }

  @ParameterizedTest
  @CsvSource({"5m, \"5m\"", "300, 300", "-1, -1", "007, 7", "1h30m, \"1h30m\""})
  void writesSecondsAsANumberAndADurationAsAText(String option, String keepAlive) {
    assertThat(write(ask().build(), Map.of("keep-alive", option)).body().utf8())
        .contains("\"keep_alive\":" + keepAlive + ",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "0", "-1", "4096.5", "9999999999"})
  void refusesAWindowInTheRegistryThatIsNoNumber(String option) {
    DialectException refused =
        catchThrowableOfType(
            DialectException.class, () -> write(ask().build(), Map.of("num-ctx", option)));
    assertThat(refused.error().kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(refused).hasMessageContaining(option).hasMessageContaining("models.yaml");
  }

  @Test
  void writesEverythingThatOllamaCallsAnOption() {
    JsonObject options =
        bodyOf(
                write(
                    ask()
                        .maxOutputTokens(7)
                        .stop("a")
                        .stop("b")
                        .sampling(new Sampling(0.5, 0.9, 40, 0.1, 0.2, 42L, true, 3))
                        .extra("options.mirostat", Json.of("2"))
                        .extra("options.main_gpu", Json.of("null"))
                        .extra("min_p", Json.of("0.05"))
                        .build()))
            .getJsonObject("options");
    assertThat(options)
        .isEqualTo(
            new JsonObject(
                """
                {"num_predict":7,"temperature":0.5,"top_p":0.9,"top_k":40,"frequency_penalty":0.1,
                 "presence_penalty":0.2,"seed":42,"stop":["a","b"],"mirostat":2,"min_p":0.05}"""));
  }

  @Test
  void takesTheWindowThatACallerOfAnotherDialectSaysByItself() {
    ChatRequest request = ask().extra("num_ctx", Json.of("8192")).build();

    WrittenRequest written = write(request);
    WrittenRequest asTheRegistryHasIt = write(request, Map.of("num-ctx", "16384"));

    assertThat(bodyOf(written).getJsonObject("options"))
        .isEqualTo(new JsonObject("{\"num_ctx\":8192}"));
    assertThat(written.adaptation().isNone()).isTrue();
    assertThat(bodyOf(asTheRegistryHasIt).getJsonObject("options"))
        .isEqualTo(new JsonObject("{\"num_ctx\":16384}"));
    assertThat(asTheRegistryHasIt.adaptation().changed())
        .containsExactly("options.num_ctx (as the registry has it)");
  }

  @Test
  void takesOllamasOwnFieldsThatACallerOfAnotherDialectAdded() {
    WrittenRequest written =
        write(
            ask()
                .extra("options", Json.of("{\"num_ctx\":8192,\"temperature\":1,\"x\":null}"))
                .extra("think", Json.of("true"))
                .extra("format", Json.of("\"json\""))
                .extra("truncate", Json.of("true"))
                .extra("shift", Json.of("false"))
                .extra("logit_bias", Json.of("{}"))
                .build());
    JsonObject body = bodyOf(written);
    assertThat(body.getJsonObject("options")).isEqualTo(new JsonObject("{\"num_ctx\":8192}"));
    assertThat(body.getValue("think")).isEqualTo(true);
    assertThat(body.getValue("format")).isEqualTo("json");
    assertThat(body.getValue("truncate")).isEqualTo(true);
    assertThat(body.getValue("shift")).isEqualTo(false);
    assertThat(written.adaptation().dropped())
        .containsExactlyInAnyOrder("options.temperature", "logit_bias");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "qwen3:8b,     none,    -,    false,  -",
        "qwen3:8b,     medium,  -,    true,   -",
        "qwen3:8b,     high,    -,    true,   reasoning_effort",
        "qwen3:8b,     -,       0,    false,  -",
        "qwen3:8b,     -,       900,  true,   reasoning.budgetTokens",
        "qwen3:8b,     -,       -,    -,      -",
        "gpt-oss:20b,  none,    -,    low,    reasoning_effort",
        "gpt-oss:20b,  minimal, -,    low,    reasoning_effort",
        "gpt-oss:20b,  low,     -,    low,    -",
        "gpt-oss:20b,  medium,  -,    medium, -",
        "gpt-oss:20b,  high,    -,    high,   -",
        "GPT-OSS-120b, max,     -,    high,   reasoning_effort",
        "gpt-oss:20b,  -,       -,    -,      -"
      })
  void saysHowHardToThinkInTheWordsOfTheModel(
      String model,
      @Nullable String effort,
      @Nullable Integer budget,
      @Nullable String think,
      @Nullable String changed) {
    WrittenRequest written =
        Streams.DIALECT.writeRequest(
            ask().reasoning(new ReasoningOptions(effort, budget)).build(),
            new UpstreamTarget(model, false, true));
    Object said = bodyOf(written).getValue("think");
    assertThat(said == null ? null : said.toString()).isEqualTo(think);
    boolean hasLevels = model.startsWith("gpt-oss") || model.startsWith("GPT-OSS");
    assertThat(said instanceof String).isEqualTo(said != null && hasLevels);
    assertThat(written.adaptation().changed()).hasSize(changed == null ? 0 : 1);
    assertThat(written.adaptation().changed())
        .allMatch(phrase -> phrase.startsWith(changed + " ("));
    assertThat(written.adaptation().dropped()).isEmpty();
  }

  @Test
  void dropsABudgetBesideAnEffortAndAnEffortThatNobodyKnows() {
    WrittenRequest written = write(ask().reasoning(new ReasoningOptions("extreme", 9)).build());
    assertThat(bodyOf(written).containsKey("think")).isFalse();
    assertThat(written.adaptation().dropped())
        .containsExactly("reasoning.budgetTokens", "reasoning_effort");
  }

  @Test
  void asksForJsonByAWordAndForASchemaByTheSchema() {
    assertThat(
            bodyOf(write(ask().responseFormat(new ResponseFormat.JsonObject()).build()))
                .getValue("format"))
        .isEqualTo("json");
    Json schema = Json.of("{\"type\":\"object\"}");
    WrittenRequest written =
        write(ask().responseFormat(new ResponseFormat.JsonSchema("n", "d", schema, true)).build());
    assertThat(bodyOf(written).getJsonObject("format")).isEqualTo(new JsonObject(schema.text()));
    assertThat(written.adaptation().dropped()).containsExactly("response_format.description");
    assertThat(
            bodyOf(write(ask().responseFormat(new ResponseFormat.Text()).build()))
                .containsKey("format"))
        .isFalse();
  }

  @Test
  void writesToolsAndTellsWhatItCannotSayOfThem() {
    WrittenRequest written =
        write(
            ask()
                .tool(WEATHER)
                .tool(
                    new Tool.Function(
                        "now", null, null, true, Map.of("cache_control", Json.of("{}"))))
                .parallelToolCalls(false)
                .toolChoice(new ToolChoice.Auto())
                .build());
    assertThat(bodyOf(written).getJsonArray("tools"))
        .isEqualTo(
            new JsonArray(
                """
                [{"type":"function","function":{"name":"weather","description":"tells it",
                  "parameters":{"type":"object"}}},
                 {"type":"function","function":{"name":"now",
                  "parameters":{"type":"object","properties":{}}}}]"""));
    assertThat(written.adaptation().dropped())
        .containsExactly("parallel_tool_calls", "tools.strict", "tools.cache_control");
  }

  @Test
  void leavesTheToolsOutWhereNoneMayBeCalledAndTellsIt() {
    WrittenRequest written = write(ask().tool(WEATHER).toolChoice(new ToolChoice.None()).build());
    assertThat(bodyOf(written).containsKey("tools")).isFalse();
    assertThat(written.adaptation().changed())
        .containsExactly("tool_choice (none, by leaving out the tools)");
  }

  @Test
  void refusesWhatTheAnswerHangsOnAndOllamaCannotBeTold() {
    assertThat(refusalOf(ask().toolChoice(new ToolChoice.Required()).tool(WEATHER)))
        .isEqualTo("unsupported_parameter tool_choice");
    assertThat(refusalOf(ask().toolChoice(new ToolChoice.Named("weather")).tool(WEATHER)))
        .isEqualTo("unsupported_parameter tool_choice");
    assertThat(refusalOf(ask().choices(2))).isEqualTo("unsupported_parameter n");
    assertThat(refusalOf(ask().tool(new Tool.Opaque("openai", Json.of("{}")))))
        .isEqualTo("invalid_value tools[0]");
    assertThat(refusalOf(ask().toolChoice(new ToolChoice.Opaque("openai", Json.of("{}")))))
        .isEqualTo("invalid_value tool_choice");
    assertThat(refusalOf(asking(new Part.Image(new Media.Link("https://example.org/a.png")))))
        .isEqualTo("invalid_value messages[0].content[0]");
    assertThat(refusalOf(asking(new Part.Image(new Media.Uploaded("file-1")))))
        .isEqualTo("invalid_value messages[0].content[0]");
    Media pdf = new Media.Inline("application/pdf", "AA==");
    assertThat(refusalOf(asking(new Part.Text("t"), new Part.File(pdf, "a.pdf", Map.of()))))
        .isEqualTo("invalid_value messages[0].content[1]");
    assertThat(refusalOf(asking(new Part.Audio(pdf, "wav", Map.of()))))
        .isEqualTo("invalid_value messages[0].content[0]");
    assertThat(refusalOf(asking(new Part.ToolCall("c", "f", "{}"))))
        .isEqualTo("invalid_value messages[0]");
  }

  @Test
  void saysWhyAnImageByItsAddressIsRefused() {
    ChatRequest request =
        asking(new Part.Image(new Media.Link("https://example.org/a.png"))).build();
    DialectException refused = catchThrowableOfType(DialectException.class, () -> write(request));
    assertThat(refused).hasMessageContaining("is not fetched").hasMessageContaining("data:");
  }

  @Test
  void writesTextsAndImagesOfAMessageBesideEachOther() {
    WrittenRequest written =
        write(
            asking(
                    new Part.Text("one", Map.of("cache_control", Json.of("{}"))),
                    new Part.Image(IMAGE.media(), "high", Map.of()),
                    new Part.Text("two"),
                    new Part.Opaque("gemini", Json.of("{}")))
                .build());
    assertThat(messages(written))
        .isEqualTo(
            new JsonArray(
                """
                [{"role":"user","content":"one\\ntwo","images":["AA=="]}]"""));
    assertThat(written.adaptation().dropped())
        .containsExactly("cache_control", "image.detail", "messages[0].content[3]");
  }

  @Test
  void namesTheToolOfEveryAnswerAndGivesThemAMessageEach() {
    WrittenRequest written =
        write(
            ChatRequest.to("m")
                .message(
                    Message.of(
                        Role.ASSISTANT,
                        new Part.Reasoning("hm"),
                        new Part.Text("let me see"),
                        new Part.ToolCall("a", "f", "{\"x\": 1}"),
                        new Part.ToolCall("b", "g", "")))
                .message(
                    Message.of(
                        Role.USER,
                        new Part.ToolResult("b", List.of(new Part.Text("B"), IMAGE), true),
                        new Part.ToolResult("a", List.of(new Part.Text("A")), false),
                        new Part.Text("go on")))
                .message(
                    new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult("z", List.of(), false)),
                        "h",
                        Map.of()))
                .build());
    assertThat(messages(written))
        .isEqualTo(
            new JsonArray(
                """
                [{"role":"assistant","content":"let me see","thinking":"hm","tool_calls":[
                   {"id":"a","function":{"name":"f","arguments":{"x":1}}},
                   {"id":"b","function":{"name":"g","arguments":{}}}]},
                 {"role":"tool","content":"B","images":["AA=="],"tool_name":"g","tool_call_id":"b"},
                 {"role":"tool","content":"A","tool_name":"f","tool_call_id":"a"},
                 {"role":"user","content":"go on"},
                 {"role":"tool","content":"","tool_name":"h","tool_call_id":"z"}]"""));
    assertThat(written.adaptation().dropped()).containsExactly("tool_result.is_error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"x\":", "[1]", "plain words", "\"text\"", "{} {}", "{\"a\":\"\uD83D\"}"})
  void wrapsArgumentsThatAreNoObjectAndTellsIt(String arguments) {
    WrittenRequest written =
        write(
            ChatRequest.to("m")
                .message(Message.of(Role.ASSISTANT, new Part.ToolCall("a", "f", arguments)))
                .build());
    JsonObject call =
        messages(written).getJsonObject(0).getJsonArray("tool_calls").getJsonObject(0);
    assertThat(call.getJsonObject("function").getJsonObject("arguments").getString("_raw"))
        .isEqualTo(arguments);
    assertThat(written.adaptation().changed()).hasSize(1);
  }

  @Test
  void writesDevelopersAsTheSystemAndARefusalAsText() {
    WrittenRequest written =
        write(
            ChatRequest.to("m")
                .message(Message.of(Role.DEVELOPER, new Part.Text("be brief")))
                .message(new Message(Role.USER, List.of(new Part.Text("hi")), "ann", Map.of()))
                .message(Message.of(Role.ASSISTANT, new Part.Refusal("no")))
                .endUser("u1")
                .build());
    assertThat(messages(written))
        .isEqualTo(
            new JsonArray(
                """
                [{"role":"system","content":"be brief"},{"role":"user","content":"hi"},
                 {"role":"assistant","content":"no"}]"""));
    assertThat(written.adaptation().dropped()).containsExactly("messages.name", "user");
    assertThat(written.adaptation().changed()).containsExactly("refusal (as text)");
  }

  @Test
  void sendsNothingBackThatAnotherProviderSigned() {
    Proof proof = Proof.signature("s", "anthropic");
    WrittenRequest written =
        write(
            ChatRequest.to("m")
                .message(
                    Message.of(
                        Role.ASSISTANT,
                        new Part.Reasoning("secret", proof),
                        new Part.Reasoning("mine"),
                        new Part.ToolCall("a", "f", "{}", proof, Map.of("x", Json.of("1")))))
                .build());
    assertThat(messages(written).getJsonObject(0).getString("thinking")).isEqualTo("mine");
    assertThat(written.body().utf8()).doesNotContain("secret").doesNotContain("\"x\"");
    assertThat(written.adaptation().dropped())
        .containsExactly("reasoning", "tool_calls.proof", "tool_calls.x");
  }

  private static ChatRequest.Builder ask() {
    return ChatRequest.to("m").user("hi");
  }

  private static ChatRequest.Builder asking(Part... parts) {
    return ChatRequest.to("m").message(Message.of(Role.USER, parts));
  }

  private static WrittenRequest write(ChatRequest request) {
    return write(request, Map.of());
  }

  private static WrittenRequest write(ChatRequest request, Map<String, String> options) {
    return Streams.DIALECT.writeRequest(
        request, new UpstreamTarget("llama3.2", false, true, null, null, Set.of(), options));
  }

  private static String refusalOf(ChatRequest.Builder request) {
    DialectException refused =
        catchThrowableOfType(DialectException.class, () -> write(request.build()));
    assertThat(refused.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    return refused.error().code() + " " + refused.error().param();
  }

  private static JsonObject bodyOf(WrittenRequest written) {
    return new JsonObject(written.body().utf8());
  }

  private static JsonArray messages(WrittenRequest written) {
    return bodyOf(written).getJsonArray("messages");
  }
}
