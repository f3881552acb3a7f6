package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWriterTest {
  private static final UpstreamTarget WHOLE = new UpstreamTarget("up", false, true);

  @Test
  void leavesOutAndTellsWhatOnlyTheResponsesApiUnderstands() {
    ChatRequest request =
        ChatRequest.to("m")
            .user("Hi")
            .extra("truncation", Json.of("\"auto\""))
            .extra("reasoning.summary", Json.of("\"auto\""))
            .build();
    assertThat(write(request, OpenAiFlavor.OPENAI)).doesNotContain("truncation", "summary");
    assertThat(
            OpenAiDialect.of(OpenAiFlavor.OPENAI)
                .writeRequest(request, WHOLE)
                .adaptation()
                .dropped())
        .containsExactlyInAnyOrder("truncation", "reasoning.summary");
  }

  @Test
  void saysTheLeastForASimpleQuestion() {
    assertThat(write(ChatRequest.of("m", "Hi"), OpenAiFlavor.OPENAI))
        .isEqualTo("{'model':'up','messages':[{'role':'user','content':'Hi'}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true  | true  | ,'stream':true,'stream_options':{'include_usage':true}",
        "true  | false | ,'stream':true",
        "false | true  | ``"
      })
  void asksForAStreamAsTheTargetWantsIt(boolean streamed, boolean usage, String fields) {
    OpenAiDialect dialect = OpenAiDialect.of(OpenAiFlavor.OPENAI);
    assertThat(
            dialect
                .writeRequest(ChatRequest.of("m", "Hi"), new UpstreamTarget("up", streamed, usage))
                .body()
                .utf8()
                .replace('"', '\''))
        .isEqualTo("{'model':'up'" + fields + ",'messages':[{'role':'user','content':'Hi'}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, max_completion_tokens, safety_identifier, developer",
    "XAI, max_completion_tokens, user, system",
    "AZURE, max_completion_tokens, user, developer",
    "DIAL, max_tokens, user, system",
    "COMPATIBLE, max_tokens, user, system"
  })
  void usesTheFlavorsOwnWords(OpenAiFlavor flavor, String limit, String user, String role) {
    ChatRequest request =
        ChatRequest.to("m")
            .message(Message.of(Role.DEVELOPER, new Part.Text("x")))
            .maxOutputTokens(5)
            .endUser("u")
            .build();
    assertThat(write(request, flavor))
        .contains("'" + limit + "':5", "'" + user + "':'u'", "'role':'" + role + "'");
  }

  @Test
  void tellsWhatItLeavesOut() {
    ChatRequest request =
        ChatRequest.to("m")
            .user("Hi")
            .sampling(new Sampling(0.5, null, 40, null, null, null, null, null))
            .reasoning(new ReasoningOptions("low", 1_000))
            .extra("verbosity", Json.of("\"low\""))
            .build();
    assertThat(dropped(request, OpenAiFlavor.COMPATIBLE)).containsExactly("reasoning.budgetTokens");
    assertThat(dropped(request, OpenAiFlavor.OPENAI))
        .containsExactly("top_k", "reasoning.budgetTokens");
    assertThat(dropped(request, OpenAiFlavor.DIAL))
        .containsExactly("top_k", "reasoning_effort", "reasoning.budgetTokens", "verbosity");
    assertThat(write(request, OpenAiFlavor.DIAL))
        .isEqualTo("{'model':'up','messages':[{'role':'user','content':'Hi'}],'temperature':0.5}");
  }

  @Test
  void returnsReasoningOnlyToThoseWhoTakeIt() {
    ChatRequest unsigned = thought(new Part.Reasoning("hm"));
    ChatRequest signed = thought(new Part.Reasoning("hm", Proof.signature("sig", "anthropic")));
    assertThat(write(unsigned, OpenAiFlavor.XAI)).contains("'reasoning_content':'hm'");
    assertThat(write(signed, OpenAiFlavor.COMPATIBLE))
        .contains(
            "'thinking_blocks':[{'type':'thinking','thinking':'hm','signature':'sig',"
                + "'issuer':'anthropic'}]");
    for (OpenAiFlavor flavor : List.of(OpenAiFlavor.OPENAI, OpenAiFlavor.AZURE)) {
      assertThat(write(unsigned, flavor)).doesNotContain("hm");
      assertThat(dropped(unsigned, flavor)).containsExactly("reasoning");
    }
    assertThat(write(signed, OpenAiFlavor.XAI)).doesNotContain("hm", "sig");
    assertThat(dropped(signed, OpenAiFlavor.XAI)).containsExactly("reasoning");
  }

  @Test
  void makesAMessageOfEveryToolsAnswer() {
    Message results =
        Message.of(
            Role.USER,
            new Part.ToolResult("a", List.of(new Part.Text("1")), false),
            new Part.ToolResult("b", List.of(new Part.Text("2")), true),
            new Part.Text("and?"));
    ChatRequest request = ChatRequest.to("m").message(results).build();
    assertThat(write(request, OpenAiFlavor.OPENAI))
        .contains(
            "[{'role':'tool','tool_call_id':'a','content':'1'},"
                + "{'role':'tool','tool_call_id':'b','content':'2'},"
                + "{'role':'user','content':'and?'}]");
    assertThat(dropped(request, OpenAiFlavor.OPENAI)).containsExactly("tool_result.is_error");
  }

  @Test
  void writesACallOfACustomToolAsOne() {
    ChatRequest request =
        ChatRequest.to("m")
            .tool(opaqueTool("{\"type\":\"custom\",\"custom\":{\"name\":\"sql\"}}"))
            .message(Message.of(Role.ASSISTANT, new Part.ToolCall("c", "sql", "select 1")))
            .message(Message.toolResult("c", "1"))
            .build();
    assertThat(write(request, OpenAiFlavor.OPENAI))
        .contains("{'id':'c','type':'custom','custom':{'name':'sql','input':'select 1'}}");
  }

  @ParameterizedTest
  @EnumSource(OpenAiFlavor.class)
  void letsNoExtraFieldSayWhatIsDecidedElsewhere(OpenAiFlavor flavor) {
    ChatRequest request =
        ChatRequest.to("m")
            .user("Hi")
            .extra("model", Json.of("\"dearer\""))
            .extra("stream", Json.of("true"))
            .extra("messages", Json.of("[]"))
            .build();
    assertThat(write(request, flavor))
        .isEqualTo("{'model':'up','messages':[{'role':'user','content':'Hi'}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1,\"model\":\"dearer\"", "1}", "{", "\"a", "[1] [2]", "nonsense", "\"\uD800\""})
  void refusesAPieceOfJsonThatIsNotOneValue(String smuggled) {
    Json piece = Json.of(smuggled);
    ChatRequest extra = ChatRequest.to("m").user("Hi").extra("x", piece).build();
    ChatRequest tool =
        ChatRequest.to("m").user("Hi").tool(new Tool.Function("f", "d", piece)).build();
    assertThat(refusal(extra).message()).contains("x is not one well-formed JSON value");
    assertThat(refusal(tool).message()).contains("is not one well-formed JSON value");
    assertThat(refusal(ChatRequest.to("m").tool(opaqueTool(smuggled)).build()).kind())
        .isEqualTo(ErrorKind.INVALID_REQUEST);
  }

  @Test
  void refusesAFieldThatComesTwice() {
    Part part = new Part.Text("a", Map.of("type", Json.of("1")));
    ChatRequest request = ChatRequest.to("m").message(Message.of(Role.USER, part)).build();
    assertThat(refusal(request).message()).contains("type comes twice");
  }

  @Test
  void refusesWhatItCannotSayWithoutChangingTheMeaning() {
    assertThat(refusal(file(new Media.Link("https://x/y.pdf"))).message())
        .isEqualTo(
            "messages[0].content[0] is a file by its address, which this provider does not fetch:"
                + " send its bytes");
    assertThat(refusal(user(new Part.Image(new Media.Uploaded("f")))).message())
        .contains("uploaded image");
    assertThat(refusal(user(new Part.Audio(new Media.Link("x"), "wav", Map.of()))).message())
        .contains("sound");
    assertThat(refusal(user(new Part.Opaque("anthropic", Json.of("{}")))).message())
        .contains("is of the dialect 'anthropic'");
    assertThat(refusal(user(new Part.ToolCall("c", "f", "{}"))).message())
        .contains("only an assistant does");
    assertThat(
            refusal(
                    ChatRequest.to("m")
                        .toolChoice(new ToolChoice.Opaque("gemini", Json.of("{}")))
                        .build())
                .param())
        .isEqualTo("tool_choice");
    assertThat(
            refusal(ChatRequest.to("m").message(Message.of(Role.TOOL, new Part.Text("x"))).build())
                .message())
        .contains("must hold what a tool answered");
    assertThat(
            refusal(
                    ChatRequest.to("m")
                        .sampling(
                            new Sampling(Double.NaN, null, null, null, null, null, null, null))
                        .build())
                .param())
        .isEqualTo("temperature");
  }

  @Test
  void writesHalfOfASurrogatePairAsAnEscape() {
    assertThat(write(ChatRequest.of("m", "a\uD83D\n\"\\b"), OpenAiFlavor.OPENAI))
        .contains("'a\\uD83D\\n\\'\\\\b'");
  }

  private static ChatRequest thought(Part.Reasoning reasoning) {
    return ChatRequest.to("m")
        .message(Message.of(Role.ASSISTANT, reasoning, new Part.Text("4")))
        .build();
  }

  private static ChatRequest file(Media media) {
    return user(new Part.File(media, null, Map.of()));
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.to("m").message(Message.of(Role.USER, part)).build();
  }

  private static Tool opaqueTool(String json) {
    return new Tool.Opaque("openai", Json.of(json));
  }

  private static String write(ChatRequest request, OpenAiFlavor flavor) {
    return OpenAiDialect.of(flavor).writeRequest(request, WHOLE).body().utf8().replace('"', '\'');
  }

  private static List<String> dropped(ChatRequest request, OpenAiFlavor flavor) {
    return OpenAiDialect.of(flavor).writeRequest(request, WHOLE).adaptation().dropped();
  }

  private static ChatError refusal(ChatRequest request) {
    return catchThrowableOfType(DialectException.class, () -> write(request, OpenAiFlavor.OPENAI))
        .error();
  }
}
