package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  private static final String USER = "{'role':'user','content':'Hi'}";

  @Test
  void takesAnAnswerThatComesBackAsItWasWithoutItsAnnotations() {
    List<Message> messages =
        messages(USER, "{'role':'assistant','content':'Yes.','refusal':null,'annotations':[]}");

    assertThat(messages.get(1)).isEqualTo(Message.assistant("Yes."));
  }

  @Test
  void readsEveryKindOfMessage() {
    List<Message> messages =
        messages(
            "{'role':'system','content':'Be brief.'}",
            "{'role':'developer','content':[{'type':'text','text':'Be kind.'}],'name':'dev'}",
            USER,
            "{'role':'assistant','content':null,'refusal':'No.','tool_calls':["
                + "{'id':'c1','type':'function','function':{'name':'f','arguments':'{'}},"
                + "{'id':'c2','type':'custom','custom':{'name':'g','input':'x'}}]}",
            "{'role':'tool','tool_call_id':'c1','content':'42'}",
            "{'role':'tool','tool_call_id':'c2','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}");

    assertThat(messages)
        .containsExactly(
            Message.system("Be brief."),
            new Message(Role.DEVELOPER, List.of(new Part.Text("Be kind.")), "dev", Map.of()),
            Message.user("Hi"),
            Message.of(
                Role.ASSISTANT,
                new Part.Refusal("No."),
                new Part.ToolCall("c1", "f", "{"),
                new Part.Opaque(
                    "openai",
                    json("{'id':'c2','type':'custom','custom':{'name':'g','input':'x'}}"))),
            Message.toolResult("c1", "42"),
            Message.of(
                Role.TOOL,
                new Part.ToolResult("c2", List.of(new Part.Text("a"), new Part.Text("b")), false)));
  }

  @Test
  void readsEveryKindOfContent() {
    assertThat(
            parts(
                "{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}",
                "{'type':'image_url','image_url':{'url':'https://x/y.png','detail':'low'}}",
                "{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBO','format':'png'}}",
                "{'type':'image_url','image_url':{'url':'data:image/svg+xml,<svg/>'}}",
                "{'type':'file','file':{'file_data':'data:application/pdf;base64,JVBE','filename':'a.pdf'}}",
                "{'type':'file','file':{'file_id':'file-1'}}",
                "{'type':'input_audio','input_audio':{'data':'UklG','format':'wav'}}",
                "{'type':'refusal','refusal':'No.'}",
                "{'type':'hologram','hologram':[1, 2]}"))
        .containsExactly(
            new Part.Text("a", Map.of("cache_control", json("{'type':'ephemeral'}"))),
            new Part.Image(new Media.Link("https://x/y.png"), "low", Map.of()),
            new Part.Image(
                new Media.Inline("image/png", "iVBO"),
                null,
                Map.of("image_url.format", json("'png'"))),
            new Part.Image(new Media.Link("data:image/svg+xml,<svg/>")),
            new Part.File(new Media.Inline("application/pdf", "JVBE"), "a.pdf", Map.of()),
            new Part.File(new Media.Uploaded("file-1"), null, Map.of()),
            new Part.Audio(new Media.Inline("audio/wav", "UklG"), "wav", Map.of()),
            new Part.Refusal("No."),
            new Part.Opaque("openai", json("{'type':'hologram','hologram':[1, 2]}")));
  }

  @Test
  void readsReasoningThatTheCallerReturns() {
    assertThat(
            messages("{'role':'assistant','content':'4','reasoning_content':'2+2'}").get(0).parts())
        .containsExactly(new Part.Reasoning("2+2"), new Part.Text("4"));
    assertThat(
            messages(
                    "{'role':'assistant','content':'4','reasoning_content':'ab','thinking_blocks':["
                        + "{'type':'thinking','thinking':'a','signature':'s1','issuer':'gemini'},"
                        + "{'type':'redacted_thinking','data':'xyz'}]}")
                .get(0)
                .parts())
        .containsExactly(
            new Part.Reasoning("a", Proof.signature("s1", "gemini")),
            new Part.Reasoning("", Proof.encrypted("xyz", "anthropic")),
            new Part.Reasoning("b"),
            new Part.Text("4"));
  }

  @Test
  void keepsSignaturesOfCallsAndWhateverItDoesNotKnow() {
    Message message =
        messages(
                "{'role':'assistant','content':'','custom_content':{'state':[1]},'tool_calls':["
                    + "{'id':'c','type':'function','function':{'name':'f','arguments':'{}','x':1},"
                    + "'extra_content':{'google':{'thought_signature':'AB=='}}}]}")
            .get(0);
    assertThat(message.extras()).containsEntry("custom_content", json("{'state':[1]}"));
    Part.ToolCall call = (Part.ToolCall) message.parts().get(1);
    assertThat(call.proof()).isEqualTo(Proof.signature("AB==", "gemini"));
    assertThat(call.extras()).containsExactly(Map.entry("function.x", json("1")));
  }

  @Test
  void readsToolsAndTheirChoice() {
    ChatRequest request =
        read(
            "'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object',"
                + "  'properties':{}},'strict':true}},"
                + "{'type':'custom','custom':{'name':'g'}},{'type':'web_search'}],"
                + "'tool_choice':{'type':'function','function':{'name':'f'}},'parallel_tool_calls':false");
    assertThat(request.tools())
        .containsExactly(
            new Tool.Function(
                "f", "d", json("{'type':'object',  'properties':{}}"), true, Map.of()),
            new Tool.Opaque("openai", json("{'type':'custom','custom':{'name':'g'}}")),
            new Tool.Opaque("openai", json("{'type':'web_search'}")));
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
    assertThat(request.parallelToolCalls()).isFalse();
    assertThat(read("'tool_choice':'required'").toolChoice()).isEqualTo(new ToolChoice.Required());
    assertThat(read("'tool_choice':'none'").toolChoice()).isEqualTo(new ToolChoice.None());
    assertThat(read("'tool_choice':'auto'").toolChoice()).isEqualTo(new ToolChoice.Auto());
    assertThat(read("'tool_choice':null").toolChoice()).isNull();
    assertThat(read("'tool_choice':{'type':'allowed_tools','allowed_tools':{}}").toolChoice())
        .isEqualTo(
            new ToolChoice.Opaque("openai", json("{'type':'allowed_tools','allowed_tools':{}}")));
  }

  @Test
  void readsTheFormOfTheAnswer() {
    assertThat(read("'response_format':{'type':'text'}").responseFormat())
        .isEqualTo(new ResponseFormat.Text());
    assertThat(read("'response_format':{'type':'json_object'}").responseFormat())
        .isEqualTo(new ResponseFormat.JsonObject());
    ChatRequest request =
        read(
            "'response_format':{'type':'json_schema','x':1,'json_schema':"
                + "{'name':'n','schema':{'a':1.0},'strict':false,'y':2}}");
    assertThat(request.responseFormat())
        .isEqualTo(new ResponseFormat.JsonSchema("n", null, json("{'a':1.0}"), false));
    assertThat(request.extras())
        .containsEntry("response_format.x", json("1"))
        .containsEntry("response_format.json_schema.y", json("2"));
  }

  @Test
  void readsLimitsSamplingAndTheRest() {
    ChatRequest request =
        read(
            "'max_completion_tokens':7,'stop':['a','b'],'n':2,'temperature':0.7,'top_p':1,'top_k':5,"
                + "'frequency_penalty':-2,'presence_penalty':0.5,'seed':9007199254740993,"
                + "'logprobs':true,'top_logprobs':3,'reasoning_effort':'low','user':'u','logit_bias':{'50256':"
                + " -100},'store':null,'stream':true,'stream_options':{}");
    assertThat(request.maxOutputTokens()).isEqualTo(7);
    assertThat(request.stop()).containsExactly("a", "b");
    assertThat(request.choices()).isEqualTo(2);
    assertThat(request.sampling())
        .hasToString(
            "Sampling[temperature=0.7, topP=1.0, topK=5, frequencyPenalty=-2.0,"
                + " presencePenalty=0.5, seed=9007199254740993, logprobs=true, topLogprobs=3]");
    assertThat(request.reasoning().effort()).isEqualTo("low");
    assertThat(request.endUser()).isEqualTo("u");
    assertThat(request.extras())
        .containsOnly(
            Map.entry("logit_bias", json("{'50256': -100}")), Map.entry("store", json("null")));
    assertThat(read("'stop':'x','max_tokens':3").stop()).containsExactly("x");
    assertThat(read("'stop':'x','max_tokens':3").maxOutputTokens()).isEqualTo(3);
    assertThat(read("'user':'u','safety_identifier':'s'").endUser()).isEqualTo("s");
    assertThat(read("'user':'u','safety_identifier':'s'").extras())
        .containsEntry("user", json("'u'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'temperature':'hot'                      | temperature                | must be a number",
        "'max_tokens':1.5                         | max_tokens                 | must be an"
            + " integer",
        "'max_tokens':3000000000                  | max_tokens                 | must be an"
            + " integer",
        "'max_tokens':1,'max_completion_tokens':1 | max_tokens                 | keep the latter",
        "'n':0                                    | n                          | at least 1",
        "'stop':[1]                               | stop                       | list of strings",
        "'stop':{}                                | stop                       | list of strings",
        "'stream':1                               | stream                     | true or false",
        "'logprobs':'yes'                         | logprobs                   | true or false",
        "'user':7                                 | user                       | must be a string",
        "'tools':{}                               | tools                      | must be a list",
        "'tools':[1]                              | tools[0]                   | must be an object",
        "'tools':[{'function':{}}]                | tools[0].type              | is missing",
        "'tools':[{'type':'function'}]            | tools[0].function          | is missing",
        "'tools':[{'type':'function','function':{}}] | tools[0].function.name  | is missing",
        "'tools':[{'type':'function','function':{'name':'f','parameters':[]}}] |"
            + " tools[0].function.parameters | must be an object",
        "'tool_choice':'any'                      | tool_choice                | must be auto,"
            + " none",
        "'tool_choice':{'type':'function'}        | tool_choice.function       | is missing",
        "'response_format':'json'                 | response_format            | must be an object",
        "'response_format':{'type':'yaml'}        | response_format.type       | json_schema",
        "'response_format':{'type':'json_schema'} | response_format.json_schema | is missing",
        "'response_format':{'type':'json_schema','json_schema':{'name':'n'}} |"
            + " response_format.json_schema.schema | is missing"
      })
  void refusesAFieldOfTheWrongType(String field, String param, String remedy) {
    ChatError error = refusal("{'model':'m','messages':[" + USER + "]," + field + "}");
    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(error.param()).isEqualTo(param);
    assertThat(error.message()).startsWith(param + " ").contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                      | messages[1].role       | is"
            + " missing",
        "{'role':'robot','content':'x'}                          | messages[1].role       | must be"
            + " system",
        "{'role':'function','name':'f','content':'x'}            | messages[1].role       | use"
            + " tool",
        "{'role':'user'}                                         | messages[1].content    | is"
            + " missing",
        "{'role':'user','content':7}                             | messages[1].content    | list of"
            + " content parts",
        "{'role':'user','content':[7]}                           | messages[1].content[0] | must be"
            + " an object",
        "{'role':'user','content':[{'text':'x'}]}                | messages[1].content[0].type | is"
            + " missing",
        "{'role':'user','content':[{'type':'text'}]}             | messages[1].content[0].text | is"
            + " missing",
        "{'role':'user','content':[{'type':'image_url','image_url':'https://x'}]} |"
            + " messages[1].content[0].image_url | must be an object",
        "{'role':'user','content':[{'type':'file','file':{}}]}   | messages[1].content[0].file |"
            + " needs file_data or file_id",
        "{'role':'user','content':[{'type':'file','file':{'file_data':'JVBE'}}]} |"
            + " messages[1].content[0].file.file_data | must be a data: URI",
        "{'role':'tool','content':'x'}                           | messages[1].tool_call_id | is"
            + " missing",
        "{'role':'tool','tool_call_id':'c'}                      | messages[1].content    | is"
            + " missing",
        "{'role':'assistant','tool_calls':[{'type':'function','function':{'name':'f','arguments':'{}'}}]}"
            + " | messages[1].tool_calls[0].id | is missing",
        "{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':{}}}]}"
            + " | messages[1].tool_calls[0].function.arguments | must be a string",
        "{'role':'user','content':'x','name':7}                  | messages[1].name       | must be"
            + " a string"
      })
  void refusesAMessageThatIsNone(String message, String param, String remedy) {
    ChatError error = refusal("{'model':'m','messages':[" + USER + "," + message + "]}");
    assertThat(error.param()).isEqualTo(param);
    assertThat(error.message()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'messages':[{'role':'user','content':'x'}]} | model",
        "{'model':'m'}                                | messages",
        "{'model':'m','messages':[]}                  | messages",
        "{'model':'m','messages':'x'}                 | messages",
        "{'model':7,'messages':[]}                    | model",
        "{'model':'m','model':'m'}                    | model",
      })
  void refusesABodyWithoutTheTwoThingsThatItNeeds(String body, String param) {
    assertThat(refusal(body).param()).isEqualTo(param);
  }

  @Test
  void neverEchoesWhatWasSaid() {
    ChatError error = refusal("{'model':'m','messages':[{'role':'user','content':['secret']}]}");
    assertThat(error.message()).doesNotContain("secret");
  }

  private static List<Message> messages(String... messages) {
    return read0("{'model':'m','messages':[" + String.join(",", messages) + "]}").messages();
  }

  private static List<Part> parts(String... parts) {
    return messages("{'role':'user','content':[" + String.join(",", parts) + "]}").get(0).parts();
  }

  private static ChatRequest read(String fields) {
    return read0("{'model':'m','messages':[" + USER + "]," + fields + "}");
  }

  private static ChatRequest read0(String body) {
    return RequestReader.read(Bytes.utf8(body.replace('\'', '"')), JsonLimits.DEFAULT);
  }

  private static ChatError refusal(String body) {
    return catchThrowableOfType(DialectException.class, () -> read0(body)).error();
  }

  private static Json json(String text) {
    return Json.of(text.replace('\'', '"'));
  }
}
