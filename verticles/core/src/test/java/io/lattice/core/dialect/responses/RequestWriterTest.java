package io.lattice.core.dialect.responses;

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
import io.lattice.core.dialect.WrittenRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestWriterTest {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();
  private static final UpstreamTarget WHOLE = new UpstreamTarget("gpt-5", false, true);

  @Test
  void asksToKeepNothingAndForWhatWasThought() {
    assertThat(written(ChatRequest.of("m", "Hi")))
        .isEqualTo(
            "{'model':'gpt-5','input':[{'role':'user','content':'Hi'}],'store':false,"
                + "'include':['reasoning.encrypted_content']}");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, false",
    "gpt-4.1-mini, false",
    "gpt-3.5-turbo, false",
    "chatgpt-4o-latest, false",
    "gpt-5-chat-latest, false",
    "gpt-5.1, true",
    "o4-mini, true",
    "grok-4, true",
    "openai.gpt-oss-20b, true"
  })
  void asksForThoughtsOnlyWhereAModelThinks(String model, boolean asked) {
    String body =
        DIALECT
            .writeRequest(ChatRequest.of("m", "Hi"), new UpstreamTarget(model, false, true))
            .body()
            .utf8();
    assertThat(body.contains("reasoning.encrypted_content")).isEqualTo(asked);
  }

  @Test
  void refusesMoreThanOneAnswer() {
    assertThat(refusal(ChatRequest.to("m").user("Hi").choices(2).build()).param()).isEqualTo("n");
  }

  @Test
  void leavesOutAndTellsWhatTheApiHasNoWordFor() {
    ChatRequest request =
        ChatRequest.to("m")
            .user("Hi")
            .stop("END")
            .sampling(new Sampling(0.5, null, 40, 0.1, 0.2, 7L, null, null))
            .reasoning(new ReasoningOptions("low", 1024))
            .extra("logit_bias", Json.of("{}"))
            .extra("store", Json.of("false"))
            .extra("cache_control", Json.of("{}"))
            .build();

    assertThat(DIALECT.writeRequest(request, WHOLE).adaptation().dropped())
        .containsExactlyInAnyOrder(
            "stop",
            "top_k",
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "reasoning.budgetTokens",
            "logit_bias",
            "cache_control");
    assertThat(written(request))
        .contains("'temperature':0.5", "'reasoning':{'effort':'low'}", "'store':false")
        .doesNotContain("stop", "seed", "logit_bias", "cache_control");
  }

  @Test
  void saysThatToolsAreNotStrictWhereNobodySaysThatTheyAre() {
    ChatRequest request =
        ChatRequest.to("m")
            .user("Hi")
            .tool(new Tool.Function("f", null, null, null, Map.of("cache_control", Json.of("{}"))))
            .toolChoice(new ToolChoice.Named("f"))
            .build();
    assertThat(written(request))
        .contains(
            "'tools':[{'type':'function','name':'f',"
                + "'parameters':{'type':'object','properties':{}},'strict':false}]",
            "'tool_choice':{'type':'function','name':'f'}");
    assertThat(DIALECT.writeRequest(request, WHOLE).adaptation().dropped())
        .containsExactly("tools[0].cache_control");
  }

  @Test
  void refusesToolsOfAnotherDialect() {
    Json json = Json.of("{\"type\":\"bash\"}");
    ChatRequest tool =
        ChatRequest.to("m").user("Hi").tool(new Tool.Opaque("anthropic", json)).build();
    assertThat(refusal(tool).param()).isEqualTo("tools[0]");
    ChatRequest choice =
        ChatRequest.to("m").user("Hi").toolChoice(new ToolChoice.Opaque("openai", json)).build();
    assertThat(refusal(choice).param()).isEqualTo("tool_choice");
    assertThat(refusal(choice).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
  }

  @Test
  void returnsAThoughtWithItsProofToOpenAiAndNobodyElses() {
    Message turn =
        Message.of(
            Role.ASSISTANT,
            new Part.Reasoning("I think", Proof.encrypted("enc", ResponsesDialect.NAME)),
            new Part.Reasoning("signed", Proof.signature("sig", "anthropic")),
            new Part.Reasoning("plain"),
            new Part.Text("So"));
    WrittenRequest request = DIALECT.writeRequest(withTurn(turn), WHOLE);
    assertThat(input(request))
        .contains(
            "{'type':'reasoning','summary':[{'type':'summary_text','text':'I think'}],"
                + "'encrypted_content':'enc'},{'role':'assistant','content':'So'}")
        .doesNotContain("sig", "plain");
    assertThat(request.adaptation().dropped()).containsExactly("messages[1].reasoning");
  }

  @Test
  void joinsAThoughtWithTheProofThatAStreamToldAfterIt() {
    Message turn =
        Message.of(
            Role.ASSISTANT,
            new Part.Reasoning("I think"),
            new Part.Reasoning("", Proof.encrypted("enc", ResponsesDialect.NAME)));
    WrittenRequest request = DIALECT.writeRequest(withTurn(turn), WHOLE);
    assertThat(input(request)).contains("'text':'I think'}],'encrypted_content':'enc'}");
    assertThat(request.adaptation().isNone()).isTrue();
  }

  @Test
  void keepsTheOrderInWhichATurnWasSaid() {
    Message turn =
        Message.of(
            Role.ASSISTANT,
            new Part.Text("First"),
            new Part.ToolCall("c", "f", "{}", Proof.signature("sig", "gemini"), Map.of()),
            new Part.Text("Then"),
            new Part.Refusal("No"));
    WrittenRequest request = DIALECT.writeRequest(withTurn(turn), WHOLE);
    assertThat(input(request))
        .contains(
            "{'role':'assistant','content':'First'},"
                + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'},"
                + "{'role':'assistant','content':[{'type':'output_text','text':'Then'},"
                + "{'type':'refusal','refusal':'No'}]}");
    assertThat(request.adaptation().dropped()).containsExactly("tool_calls.proof");
  }

  @Test
  void givesBackWhatToolsGaveEachAsAnItem() {
    ChatRequest request =
        ChatRequest.to("m")
            .message(
                Message.of(
                    Role.USER,
                    new Part.ToolResult("a", List.of(new Part.Text("1")), true),
                    new Part.ToolResult(
                        "b",
                        List.of(
                            new Part.Text("see"),
                            new Part.Image(new Media.Inline("image/png", "AA=="))),
                        false),
                    new Part.Text("go on")))
            .build();
    WrittenRequest written = DIALECT.writeRequest(request, WHOLE);
    assertThat(input(written))
        .contains(
            "{'type':'function_call_output','call_id':'a','output':'1'},"
                + "{'type':'function_call_output','call_id':'b','output':["
                + "{'type':'input_text','text':'see'},"
                + "{'type':'input_image','image_url':'data:image/png;base64,AA=='}]},"
                + "{'role':'user','content':'go on'}");
    assertThat(written.adaptation().dropped()).containsExactly("tool_result.is_error");
  }

  @Test
  void givesWhatAFreeTextToolGaveItsOwnName() {
    ChatRequest request =
        ChatRequest.to("m")
            .message(
                Message.of(
                    Role.ASSISTANT,
                    new Part.Opaque(
                        ResponsesDialect.NAME,
                        Json.of("{\"type\":\"custom_tool_call\",\"call_id\":\"d\"}"))))
            .message(Message.toolResult("d", "done"))
            .build();
    assertThat(input(DIALECT.writeRequest(request, WHOLE)))
        .contains("{'type':'custom_tool_call_output','call_id':'d','output':'done'}");
  }

  @Test
  void makesInstructionsOfWhatTheSystemSaysFirstAndOfNothingElse() {
    ChatRequest request = ChatRequest.to("m").system("Be brief").user("Hi").system("Now").build();
    assertThat(written(request))
        .contains(
            "'instructions':'Be brief','input':[{'role':'user','content':'Hi'},"
                + "{'role':'system','content':'Now'}]");
    assertThat(written(ChatRequest.to("m").system("Alone").build()))
        .contains("'input':[{'role':'system','content':'Alone'}]");
  }

  @Test
  void dropsWhatOnlyAnotherDialectUnderstandsInTheHistory() {
    Message turn =
        new Message(
            Role.ASSISTANT,
            List.of(new Part.Opaque("anthropic", Json.of("{}")), new Part.Text("Hi")),
            "Bob",
            Map.of("audio", Json.of("{}")));
    WrittenRequest request = DIALECT.writeRequest(withTurn(turn), WHOLE);
    assertThat(input(request)).endsWith("{'role':'assistant','content':'Hi'}");
    assertThat(request.adaptation().dropped())
        .containsExactlyInAnyOrder(
            "messages[1].content[0]", "messages[1].name", "messages[1].audio");
  }

  @Test
  void refusesCallsThatNoAssistantMade() {
    ChatRequest request =
        ChatRequest.to("m")
            .message(Message.of(Role.USER, new Part.ToolCall("c", "f", "{}")))
            .build();
    assertThat(refusal(request).message()).contains("only an assistant does");
  }

  private static ChatRequest withTurn(Message turn) {
    return ChatRequest.to("m").user("Hi").message(turn).build();
  }

  private static String written(ChatRequest request) {
    return DIALECT.writeRequest(request, WHOLE).body().utf8().replace('"', '\'');
  }

  private static String input(WrittenRequest request) {
    return request
        .body()
        .utf8()
        .replace('"', '\'')
        .replaceAll(".*'input':\\[(.*)],'store'.*", "$1");
  }

  private static ChatError refusal(ChatRequest request) {
    return catchThrowableOfType(DialectException.class, () -> DIALECT.writeRequest(request, WHOLE))
        .error();
  }
}
