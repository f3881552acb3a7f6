package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller of this dialect says, in our vocabulary. JSON is written with single quotes. */
class RequestReaderTest {

  @Test
  void readsTheSystemsWordsAsTheFirstMessage() {
    ChatRequest request = read("'system':'Be kind','messages':[{'role':'user','content':'Hi'}]");
    assertThat(request.messages()).hasSize(2);
    assertThat(request.messages().get(0).role()).isEqualTo(Role.SYSTEM);
    assertThat(request.messages().get(0).text()).isEqualTo("Be kind");
  }

  @Test
  void takesThePathsModelWhereTheBodyNamesNone() {
    Bytes body = Bytes.utf8("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    assertThat(DIALECT.readRequest(body, "of-the-path").model()).isEqualTo("of-the-path");
  }

  @Test
  void makesAMessageOfItsOwnOfWhatToolsAnswered() {
    ChatRequest request =
        said(
            "{'type':'tool_result','tool_use_id':'a','content':'1','is_error':true,"
                + "'cache_control':{'type':'ephemeral'}},{'type':'text','text':'go on'}");
    assertThat(request.messages()).extracting("role").containsExactly(Role.TOOL, Role.USER);
    Map<String, Json> mark = Map.of("cache_control", Json.of("{\"type\":\"ephemeral\"}"));
    assertThat(request.messages().get(0).parts())
        .containsExactly(new Part.ToolResult("a", List.of(new Part.Text("1", mark)), true));
  }

  @Test
  void readsDocumentsOfEverySource() {
    ChatRequest request =
        said(
            "{'type':'document','title':'t','source':{'type':'text','media_type':'text/plain',"
                + "'data':'abc'}},"
                + "{'type':'document','source':{'type':'base64','media_type':'application/pdf',"
                + "'data':'JVBE'}},"
                + "{'type':'document','source':{'type':'url','url':'https://a/b.pdf'}},"
                + "{'type':'document','source':{'type':'file','file_id':'f1'}},"
                + "{'type':'document','source':{'type':'content','content':'x'}}");
    String abc = Base64.getEncoder().encodeToString("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(request.messages().get(0).parts().subList(0, 4))
        .containsExactly(
            new Part.File(new Media.Inline("text/plain", abc), "t", Map.of()),
            new Part.File(new Media.Inline("application/pdf", "JVBE"), null, Map.of()),
            new Part.File(new Media.Link("https://a/b.pdf"), null, Map.of()),
            new Part.File(new Media.Uploaded("f1"), null, Map.of()));
    assertThat(request.messages().get(0).parts().get(4)).isInstanceOf(Part.Opaque.class);
  }

  @Test
  void knowsWhoseProofACallerReturns() {
    ChatRequest request =
        said(
            "{'type':'thinking','thinking':'a','signature':'own'},"
                + "{'type':'thinking','thinking':'b','signature':'lattice:gemini:s:1'},"
                + "{'type':'redacted_thinking','data':'lattice:openai:e'},"
                + "{'type':'tool_use','id':'i','name':'f','input':{'x':1},"
                + "'caller':{'type':'direct'},'cache_control':null},"
                + "{'type':'redacted_thinking','data':'lattice:call:gemini:of:call'}");
    assertThat(request.messages().get(0).parts())
        .containsExactly(
            new Part.Reasoning("a", Proof.signature("own", "anthropic")),
            new Part.Reasoning("b", Proof.signature("s:1", "gemini")),
            new Part.Reasoning("", Proof.encrypted("e", "openai")),
            new Part.ToolCall(
                "i", "f", "{\"x\":1}", Proof.signature("of:call", "gemini"), Map.of()));
  }

  @Test
  void readsToolsAndKeepsAnthropicsOwn() {
    ChatRequest request =
        read(
            "'messages':[{'role':'user','content':'Hi'}],'tools':["
                + "{'type':'custom','name':'f','input_schema':{'type':'object'},'strict':true},"
                + "{'type':'bash_20250124','name':'bash'}],"
                + "'tool_choice':{'type':'tool','name':'f','disable_parallel_tool_use':true}");
    assertThat(request.tools().get(0))
        .isEqualTo(new Tool.Function("f", null, Json.of("{\"type\":\"object\"}"), true, Map.of()));
    assertThat(request.tools().get(1)).isInstanceOf(Tool.Opaque.class);
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
    assertThat(request.parallelToolCalls()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'thinking':{'type':'enabled','budget_tokens':2000} | | 2000",
        "'thinking':{'type':'adaptive'} | high |",
        "'thinking':{'type':'adaptive'},'output_config':{'effort':'low'} | low |",
        "'thinking':{'type':'disabled'},'output_config':{'effort':'low'} | none |",
        "'output_config':{'effort':'max'} | max |"
      },
      quoteCharacter = '"')
  void readsHowToThink(String fields, String effort, Integer budget) {
    ChatRequest request = read("'messages':[{'role':'user','content':'Hi'}]," + fields);
    assertThat(request.reasoning()).isEqualTo(new ReasoningOptions(effort, budget));
  }

  @Test
  void keepsThinkingOfAKindThatItDoesNotKnow() {
    ChatRequest request =
        read("'messages':[{'role':'user','content':'Hi'}],'thinking':{'type':'between_tools'}");
    assertThat(request.reasoning()).isEqualTo(ReasoningOptions.DEFAULT);
    assertThat(request.extras().get("thinking")).isEqualTo(Json.of("{\"type\":\"between_tools\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'messages':[] | messages",
        "'messages':[{'role':'tool','content':'x'}] | messages[0].role",
        "'messages':[{'role':'user'}] | messages[0].content",
        "'messages':[{'role':'user','content':7}] | messages[0].content",
        "'messages':[{'role':'user','content':[{'text':'x'}]}] | messages[0].content[0].type",
        "'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','x':1}]}]"
            + " | messages[0].content[0].x",
        "'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f',"
            + "'input':'x'}]}] | messages[0].content[0].input",
        "'messages':[{'role':'user','content':'x'}],'tools':[{'name':'f'}] | tools[0].input_schema",
        "'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled'}"
            + " | thinking.budget_tokens",
        "'messages':[{'role':'user','content':'x'}],'stop_sequences':[1] | stop_sequences",
        "'messages':[{'role':'user','content':'x'}],'output_config':{'format':{'type':'xml'}}"
            + " | output_config.format.type"
      },
      quoteCharacter = '"')
  void namesTheFieldThatIsWrong(String fields, String param) {
    ChatError error = catchThrowableOfType(DialectException.class, () -> read(fields)).error();
    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(error.param()).isEqualTo(param);
  }

  @Test
  void findsWhatARequestNeedsWithoutReadingIt() {
    Bytes body =
        body(
            "'stream':true,'tools':[{'name':'f'}],"
                + "'output_config':{'format':{'type':'json_schema','schema':{}}},"
                + "'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a',"
                + "'content':[{'type':'image'}]},{'type':'document'}]}]");
    assertThat(DIALECT.inspect(body).streamed()).isTrue();
    assertThat(DIALECT.inspect(body).needs())
        .containsExactlyInAnyOrder(Need.TOOLS, Need.JSON_SCHEMA, Need.VISION, Need.FILES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'messages':[{'role':'user','content':'x'}]} | model",
        "{'model':'m'} | messages",
        "{'model':'m','messages':[]} | messages",
        "{'model':'m','messages':{}} | messages",
        "{'model':7,'messages':[{}]} | model",
        "{'model':'m','messages':[{}],'stream':1} | stream"
      },
      quoteCharacter = '"')
  void inspectsWhatEveryRequestMustHave(String body, String param) {
    Bytes bytes = Bytes.utf8(body.replace('\'', '"'));
    ChatError error =
        catchThrowableOfType(DialectException.class, () -> DIALECT.inspect(bytes)).error();
    assertThat(error.param()).isEqualTo(param);
  }

  private static ChatRequest said(String blocks) {
    return read("'messages':[{'role':'user','content':[" + blocks + "]}]");
  }

  private static ChatRequest read(String fields) {
    return DIALECT.readRequest(body(fields), "m");
  }

  private static Bytes body(String fields) {
    return Bytes.utf8(("{'model':'m','max_tokens':9," + fields + "}").replace('\'', '"'));
  }
}
