package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The odd rules of Anthropic's requests, one by one. */
class RequestWriterTest {
  private static final UpstreamTarget TARGET = new UpstreamTarget("claude", false, true);
  private static final Tool WEATHER =
      new Tool.Function("weather", "tells", Json.of("{\"type\":\"object\"}"));
  private static final Json SCHEMA =
      Json.of("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\"}}}");
  private static final ResponseFormat BY_SCHEMA =
      new ResponseFormat.JsonSchema("n", null, SCHEMA, true);

  @Test
  void addsALimitThatTheModelCanKeep() {
    WrittenRequest unknown = write(hi(), TARGET);
    assertThat(json(unknown).getInteger("max_tokens")).isEqualTo(4_096);
    assertThat(unknown.adaptation().changed()).containsExactly("max_tokens (4096 was added)");
    assertThat(json(write(hi(), most(8_192))).getInteger("max_tokens")).isEqualTo(8_192);
    assertThat(json(write(hi(), most(128_000))).getInteger("max_tokens")).isEqualTo(16_384);
  }

  @Test
  void lowersALimitBeyondTheModels() {
    WrittenRequest written = write(hi().maxOutputTokens(9_000), most(8_192));
    assertThat(json(written).getInteger("max_tokens")).isEqualTo(8_192);
    assertThat(written.adaptation().changed().get(0))
        .startsWith("max_tokens (8192 instead of 9000");
  }

  @Test
  void putsWhatTheSystemSaysFirstApart() {
    JsonObject json =
        json(write(limited().system("one").message(of(Role.DEVELOPER, "two")).user("Hi"), TARGET));
    assertThat(json.getJsonArray("system").encode())
        .isEqualTo("[{\"type\":\"text\",\"text\":\"one\"},{\"type\":\"text\",\"text\":\"two\"}]");
    assertThat(json.getJsonArray("messages")).hasSize(1);
  }

  @Test
  void letsTheUserSayTheSystemsLaterWordsUnlessTheModelTakesThem() {
    ChatRequest.Builder request =
        limited().user("Hi").message(Message.assistant("Ho")).system("be brief").user("Bye");
    WrittenRequest usual = write(request, TARGET);
    assertThat(roles(usual)).containsExactly("user", "assistant", "user");
    assertThat(usual.adaptation().changed())
        .containsExactly("messages[2] (the system's words as the user's)");
    WrittenRequest newest = write(request, with("system-in-messages", "true"));
    assertThat(roles(newest)).containsExactly("user", "assistant", "system", "user");
    assertThat(newest.adaptation().isNone()).isTrue();
  }

  @Test
  void letsSpeakersAlternateAndTheUserBegin() {
    WrittenRequest written =
        write(
            limited()
                .message(Message.assistant("Welcome"))
                .user("one")
                .user("")
                .user("two")
                .message(Message.assistant("ok")),
            TARGET);
    assertThat(roles(written)).containsExactly("user", "assistant", "user", "assistant");
    assertThat(content(written, 2)).hasSize(2);
    assertThat(written.adaptation().changed())
        .containsExactly("messages (a user's turn was added before the first)");
  }

  @Test
  void makesAQuestionOfASystemsWordsAlone() {
    WrittenRequest written = write(limited().system("Say hi"), TARGET);
    assertThat(roles(written)).containsExactly("user");
    assertThat(json(written).containsKey("system")).isFalse();
    assertThat(refusal(limited().user(" "), TARGET).param()).isEqualTo("messages");
  }

  @Test
  void putsAllResultsOfATurnFirstInOneMessage() {
    WrittenRequest written =
        write(
            limited()
                .user("Hi")
                .message(calls(call("a", "{}"), call("b", "")))
                .system("note")
                .message(Message.toolResult("a", "1"))
                .message(
                    new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult("b", List.of(), true)),
                        null,
                        Map.of()))
                .user("go on"),
            TARGET);
    assertThat(roles(written)).containsExactly("user", "assistant", "user");
    assertThat(content(written, 2).stream().map(each -> each.getString("type")))
        .containsExactly("tool_result", "tool_result", "text", "text");
    assertThat(content(written, 2).get(1).encode())
        .isEqualTo("{\"type\":\"tool_result\",\"tool_use_id\":\"b\",\"is_error\":true}");
  }

  @Test
  void keepsIdsApartThatItMustRewrite() {
    WrittenRequest written =
        write(
            limited()
                .user("Hi")
                .message(calls(call("call:1/x", "{}"), call("call_1_x", "{}"), call("", "{}")))
                .message(Message.toolResult("call_1_x", "second"))
                .message(Message.toolResult("", "third"))
                .message(Message.toolResult("call:1/x", "first")),
            TARGET);
    List<String> called = ids(written, 1, "id");
    assertThat(called).allMatch(id -> id.matches("[a-zA-Z0-9_-]+")).doesNotHaveDuplicates();
    assertThat(called.get(1)).isEqualTo("call_1_x");
    assertThat(ids(written, 2, "tool_use_id"))
        .containsExactly(called.get(1), called.get(2), called.get(0));
  }

  @Test
  void tellsCallsOfLaterTurnsApartThatHaveTheSameId() {
    WrittenRequest written =
        write(
            limited()
                .user("Hi")
                .message(calls(call("0", "{}")))
                .message(Message.toolResult("0", "first"))
                .message(calls(call("0", "{}")))
                .message(Message.toolResult("0", "second")),
            TARGET);
    assertThat(ids(written, 1, "id")).containsExactly("0");
    assertThat(ids(written, 2, "tool_use_id")).containsExactly("0");
    String later = ids(written, 3, "id").get(0);
    assertThat(later).isNotEqualTo("0");
    assertThat(ids(written, 4, "tool_use_id")).containsExactly(later);
  }

  @Test
  void wrapsArgumentsThatAreNoObject() {
    WrittenRequest written =
        write(
            limited()
                .user("Hi")
                .message(calls(call("a", "{\"x\": 1}"), call("b", "{oops"), call("c", "[1]"))),
            TARGET);
    assertThat(content(written, 1).stream().map(each -> each.getJsonObject("input").encode()))
        .containsExactly("{\"x\":1}", "{\"_raw\":\"{oops\"}", "{\"_raw\":\"[1]\"}");
    assertThat(written.adaptation().changed()).hasSize(2);
  }

  @Test
  void returnsReasoningOnlyToItsIssuer() {
    Message thought =
        Message.of(
            Role.ASSISTANT,
            new Part.Reasoning("mine", Proof.signature("sig", "anthropic")),
            new Part.Reasoning("", Proof.encrypted("secret", "anthropic")),
            new Part.Reasoning("theirs", Proof.signature("sig", "gemini")),
            new Part.Reasoning("nobody's"),
            new Part.Text("Ho"));
    WrittenRequest written = write(limited().user("Hi").message(thought).user("Bye"), TARGET);
    assertThat(content(written, 1).stream().map(JsonObject::encode))
        .containsExactly(
            "{\"type\":\"thinking\",\"thinking\":\"mine\",\"signature\":\"sig\"}",
            "{\"type\":\"redacted_thinking\",\"data\":\"secret\"}",
            "{\"type\":\"text\",\"text\":\"Ho\"}");
    assertThat(written.adaptation().dropped()).containsExactly("messages[1].reasoning");
  }

  @Test
  void dropsWhatItCannotSayAndTellsIt() {
    WrittenRequest written =
        write(
            limited()
                .message(
                    new Message(
                        Role.USER,
                        List.of(
                            new Part.Image(new Media.Link("https://a/b"), "high", Map.of()),
                            new Part.Opaque("openai", Json.of("{}")),
                            new Part.Text("Hi", Map.of("x", Json.of("1")))),
                        "Ann",
                        Map.of()))
                .sampling(new Sampling(null, null, null, 0.0, 0.5, 7L, true, 3))
                .extra("logit_bias", Json.of("{}"))
                .extra("service_tier", Json.of("\"flex\"")),
            TARGET);
    assertThat(written.adaptation().dropped())
        .containsExactlyInAnyOrder(
            "messages[0].name",
            "messages[0].content[0].detail",
            "messages[0].content[1]",
            "messages[0].content[2].x",
            "presence_penalty",
            "seed",
            "logprobs",
            "top_logprobs",
            "logit_bias",
            "service_tier");
  }

  @Test
  void refusesWhatTheAnswerHangsOn() {
    assertThat(refusal(hi().choices(2), TARGET).param()).isEqualTo("n");
    assertThat(refusal(hi().tool(new Tool.Opaque("openai", Json.of("{}"))), TARGET).message())
        .contains("tools[0]", "'openai'");
    assertThat(
            refusal(
                    hi().toolChoice(new ToolChoice.Opaque("gemini", Json.of("{}"))).tool(WEATHER),
                    TARGET)
                .param())
        .isEqualTo("tool_choice");
    Part sound = new Part.Audio(new Media.Inline("audio/wav", "AA=="), "wav", Map.of());
    assertThat(refusal(limited().message(Message.of(Role.USER, sound)), TARGET).kind())
        .isEqualTo(ErrorKind.INVALID_REQUEST);
    Tool odd = new Tool.Function("f", "d", Json.of("{\"type\":\"array\"}"));
    assertThat(refusal(hi().tool(odd), TARGET).param()).isEqualTo("tools[0].parameters");
    Part program = new Part.File(new Media.Inline("application/zip", "AA=="), null, Map.of());
    assertThat(refusal(limited().message(Message.of(Role.USER, program)), TARGET).param())
        .isEqualTo("messages[0].content[0]");
  }

  @Test
  void writesTextsOfAnyKindAsPlainOnes() {
    Part csv = new Part.File(new Media.Inline("text/csv", "YSxi"), "t.csv", Map.of());
    WrittenRequest written = write(limited().message(Message.of(Role.USER, csv)), TARGET);
    assertThat(content(written, 0).get(0).encode())
        .isEqualTo(
            "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\","
                + "\"data\":\"a,b\"},\"title\":\"t.csv\"}");
    assertThat(written.adaptation().changed())
        .containsExactly("messages[0].content[0] (as plain text)");
  }

  @Test
  void clampsTheTemperatureAndDoesNotSayTopPBesideIt() {
    WrittenRequest written =
        write(
            hi().maxOutputTokens(9)
                .sampling(new Sampling(1.5, 0.5, 4, null, null, null, false, null)),
            TARGET);
    assertThat(json(written).getDouble("temperature")).isEqualTo(1);
    assertThat(json(written).getInteger("top_k")).isEqualTo(4);
    assertThat(written.adaptation().changed()).containsExactly("temperature (1.0 instead of 1.5)");
    assertThat(written.adaptation().dropped()).containsExactly("top_p");
  }

  @Test
  void saysNothingOfSamplingToModelsThatRefuseIt() {
    WrittenRequest written =
        write(
            hi().maxOutputTokens(9)
                .sampling(new Sampling(1.0, null, 4, null, null, null, null, null)),
            with("sampling", "none"));
    assertThat(json(written).fieldNames()).doesNotContain("temperature", "top_k");
    assertThat(written.adaptation().dropped()).containsExactly("temperature", "top_k");
  }

  @Test
  void saysWhetherSeveralToolsMayBeUsedAtOnce() {
    ChatRequest.Builder serial = hi().tool(WEATHER).parallelToolCalls(false);
    assertThat(json(write(serial, TARGET)).getJsonObject("tool_choice").encode())
        .isEqualTo("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
    ChatRequest.Builder named = hi().tool(WEATHER).toolChoice(new ToolChoice.Named("weather"));
    assertThat(json(write(named, TARGET)).getJsonObject("tool_choice").encode())
        .isEqualTo("{\"type\":\"tool\",\"name\":\"weather\"}");
    ChatRequest.Builder none =
        hi().tool(WEATHER).toolChoice(new ToolChoice.None()).parallelToolCalls(false);
    assertThat(json(write(none, TARGET)).getJsonObject("tool_choice").encode())
        .isEqualTo("{\"type\":\"none\"}");
    assertThat(json(write(hi().parallelToolCalls(false), TARGET)).containsKey("tool_choice"))
        .isFalse();
  }

  @Test
  void givesToolsWithoutArgumentsASchema() {
    Tool none = new Tool.Function("f", null, null, null, Map.of());
    Tool open = new Tool.Function("g", "d", Json.of("{\"properties\":{}}"));
    WrittenRequest written = write(hi().maxOutputTokens(9).tool(none).tool(open), TARGET);
    assertThat(json(written).getJsonArray("tools").encode())
        .isEqualTo(
            "[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}},"
                + "{\"name\":\"g\",\"description\":\"d\",\"input_schema\":"
                + "{\"properties\":{},\"type\":\"object\"}}]");
    assertThat(written.adaptation().changed())
        .containsExactly("tools[1].parameters (the type object was added)");
  }

  @Test
  void hasTheProviderEnforceASchemaWhoseObjectsItCloses() {
    WrittenRequest written = write(hi().maxOutputTokens(9).responseFormat(BY_SCHEMA), TARGET);
    assertThat(json(written).getJsonObject("output_config").encode())
        .isEqualTo(
            "{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"properties\":"
                + "{\"a\":{\"type\":\"object\",\"additionalProperties\":false}},"
                + "\"additionalProperties\":false}}}");
    assertThat(written.adaptation().changed())
        .containsExactly("response_format (additionalProperties: false was added)");
  }

  @Test
  void forcesAToolWhereTheModelKnowsNoSchemas() {
    WrittenRequest written = write(hi().maxOutputTokens(9).responseFormat(BY_SCHEMA), unable());
    assertThat(json(written).getJsonArray("tools").getJsonObject(0).getString("name"))
        .isEqualTo("lattice_json_answer");
    assertThat(json(written).getJsonObject("tool_choice").encode())
        .isEqualTo(
            "{\"type\":\"tool\",\"name\":\"lattice_json_answer\","
                + "\"disable_parallel_tool_use\":true}");
    assertThat(written.adaptation().changed())
        .containsExactly("response_format (by a forced tool)");
  }

  @Test
  void letsTheModelStillCallTheCallersToolsInsteadOfAnswering() {
    WrittenRequest free =
        write(hi().maxOutputTokens(9).tool(WEATHER).responseFormat(BY_SCHEMA), unable());
    assertThat(json(free).getJsonArray("tools")).hasSize(2);
    assertThat(json(free).getJsonObject("tool_choice").encode()).isEqualTo("{\"type\":\"any\"}");
    WrittenRequest forbidden =
        write(
            hi().maxOutputTokens(9)
                .tool(WEATHER)
                .toolChoice(new ToolChoice.None())
                .responseFormat(BY_SCHEMA),
            unable());
    assertThat(json(forbidden).getJsonArray("tools")).hasSize(1);
    WrittenRequest forced =
        write(
            hi().maxOutputTokens(9)
                .tool(WEATHER)
                .toolChoice(new ToolChoice.Required())
                .responseFormat(BY_SCHEMA),
            unable());
    assertThat(json(forced).getJsonArray("tools")).hasSize(1);
    assertThat(forced.adaptation().changed())
        .containsExactly("response_format (of no effect, since a tool must be called)");
  }

  @Test
  void asksForJsonInWordsWhereNoSchemaIsGiven() {
    WrittenRequest written =
        write(
            limited().system("Be kind").user("Hi").responseFormat(new ResponseFormat.JsonObject()),
            TARGET);
    assertThat(json(written).getJsonArray("system").getJsonObject(1).getString("text"))
        .isEqualTo(JsonAnswer.INSTRUCTION);
    assertThat(written.adaptation().changed())
        .containsExactly("response_format (by an instruction)");
  }

  @Test
  void marksWhereAPromptMayBeKeptUpTo() {
    Map<String, Json> mark = Map.of("cache_control", Json.of("{\"type\":\"ephemeral\"}"));
    Part result =
        new Part.ToolResult("a", List.of(new Part.Text("1"), new Part.Text("2", mark)), false);
    WrittenRequest written =
        write(
            limited()
                .message(Message.of(Role.USER, new Part.Text("Hi", mark)))
                .message(calls(call("a", "{}")))
                .message(Message.of(Role.TOOL, result))
                .tool(new Tool.Function("f", "d", SCHEMA, null, mark)),
            TARGET);
    assertThat(content(written, 0).get(0).containsKey("cache_control")).isTrue();
    JsonObject block = content(written, 2).get(0);
    assertThat(block.containsKey("cache_control")).isTrue();
    assertThat(block.getJsonArray("content").encode()).doesNotContain("cache_control");
    assertThat(json(written).getJsonArray("tools").encode()).contains("cache_control");
    assertThat(written.adaptation().isNone()).isTrue();
  }

  @Test
  void writesWhoAsksAndWhichTierServes() {
    WrittenRequest written =
        write(
            hi().maxOutputTokens(9).endUser("u1").extra("service_tier", Json.of("\"default\"")),
            TARGET);
    assertThat(json(written).getJsonObject("metadata").getString("user_id")).isEqualTo("u1");
    assertThat(json(written).getString("service_tier")).isEqualTo("standard_only");
    assertThat(written.adaptation().changed())
        .containsExactly("service_tier (standard_only instead of default)");
  }

  @Test
  void dropsStopsThatAreBlankAndTellsIt() {
    WrittenRequest written = write(hi().maxOutputTokens(9).stop("\n").stop("END"), TARGET);
    assertThat(json(written).getJsonArray("stop_sequences").encode()).isEqualTo("[\"END\"]");
    assertThat(written.adaptation().changed()).containsExactly("stop (without the blank ones)");
  }

  @Test
  void namesTheVersionInsteadOfTheModelWhereACloudWantsIt() {
    JsonObject json = json(write(hi(), with("anthropic-version", "vertex-2023-10-16")));
    assertThat(json.containsKey("model")).isFalse();
    assertThat(json.getString("anthropic_version")).isEqualTo("vertex-2023-10-16");
  }

  private static ChatRequest.Builder hi() {
    return ChatRequest.to("m").user("Hi");
  }

  private static ChatRequest.Builder limited() {
    return ChatRequest.to("m").maxOutputTokens(9);
  }

  private static Message of(Role role, String text) {
    return Message.of(role, new Part.Text(text));
  }

  private static Message calls(Part... calls) {
    return Message.of(Role.ASSISTANT, calls);
  }

  private static Part call(String id, String arguments) {
    return new Part.ToolCall(id, "weather", arguments);
  }

  static UpstreamTarget most(int maxOutputTokens) {
    return new UpstreamTarget(
        "claude", false, true, maxOutputTokens, null, Set.of(Need.values()), Map.of());
  }

  static UpstreamTarget with(String option, String value) {
    return new UpstreamTarget(
        "claude", false, true, null, null, Set.of(Need.values()), Map.of(option, value));
  }

  private static UpstreamTarget unable() {
    Set<Need> natively = EnumSet.complementOf(EnumSet.of(Need.JSON_SCHEMA, Need.JSON_OBJECT));
    return new UpstreamTarget("claude", false, true, null, null, natively, Map.of());
  }

  private static WrittenRequest write(ChatRequest.Builder request, UpstreamTarget target) {
    return DIALECT.writeRequest(request.build(), target);
  }

  private static ChatError refusal(ChatRequest.Builder request, UpstreamTarget target) {
    return catchThrowableOfType(DialectException.class, () -> write(request, target)).error();
  }

  private static JsonObject json(WrittenRequest written) {
    return new JsonObject(written.body().utf8());
  }

  private static List<String> roles(WrittenRequest written) {
    return json(written).getJsonArray("messages").stream()
        .map(each -> ((JsonObject) each).getString("role"))
        .toList();
  }

  private static List<JsonObject> content(WrittenRequest written, int message) {
    return json(written)
        .getJsonArray("messages")
        .getJsonObject(message)
        .getJsonArray("content")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static List<String> ids(WrittenRequest written, int message, String field) {
    return content(written, message).stream().map(each -> each.getString(field)).toList();
  }
}
