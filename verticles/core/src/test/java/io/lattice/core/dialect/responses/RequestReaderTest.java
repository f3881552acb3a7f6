package io.lattice.core.dialect.responses;

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
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();

  @Test
  void takesAStringForWhatTheUserSays() {
    assertThat(read("'input':'Hi','instructions':'Be brief'").messages())
        .containsExactly(Message.system("Be brief"), Message.user("Hi"));
  }

  @Test
  void makesOneTurnOfWhatTheModelThoughtSaidAndCalled() {
    assertThat(
            items(
                "{'role':'user','content':'Hi'},"
                    + "{'type':'reasoning','id':'rs_1','encrypted_content':'enc',"
                    + "'summary':[{'type':'summary_text','text':'a'},"
                    + "{'type':'summary_text','text':'b'}]},"
                    + "{'type':'message','id':'msg_1','role':'assistant','status':'completed',"
                    + "'phase':'commentary','content':[{'type':'output_text','text':'Let me see',"
                    + "'annotations':[],'logprobs':[]}]},"
                    + "{'type':'function_call','id':'fc_1','call_id':'c','name':'f',"
                    + "'arguments':'{}','status':'completed','namespace':'n'},"
                    + "{'type':'function_call_output','call_id':'c','output':'1'},"
                    + "{'type':'message','role':'developer',"
                    + "'content':[{'type':'input_text','text':'go on'}]}"))
        .containsExactly(
            Message.user("Hi"),
            Message.of(
                Role.ASSISTANT,
                new Part.Reasoning("a\n\nb", Proof.encrypted("enc", ResponsesDialect.NAME)),
                new Part.Text("Let me see"),
                new Part.ToolCall("c", "f", "{}", null, Map.of("namespace", Json.of("\"n\"")))),
            Message.toolResult("c", "1"),
            Message.of(Role.DEVELOPER, new Part.Text("go on")));
  }

  @Test
  void findsTheProofsOfOthersThatAnAnswerOfOursCarried() {
    assertThat(
            items(
                "{'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}],"
                    + "'encrypted_content':'lattice.anthropic.signature.a.b=='},"
                    + "{'type':'reasoning','summary':[],"
                    + "'encrypted_content':'lattice.anthropic.encrypted.r'},"
                    + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}',"
                    + "'extra_content':{'google':{'thought_signature':'s'}}}"))
        .containsExactly(
            Message.of(
                Role.ASSISTANT,
                new Part.Reasoning("hm", Proof.signature("a.b==", "anthropic")),
                new Part.Reasoning("", Proof.encrypted("r", "anthropic")),
                new Part.ToolCall("c", "f", "{}", Proof.signature("s", "gemini"), Map.of())));
  }

  @Test
  void readsEveryKindOfContent() {
    assertThat(
            items(
                    "{'role':'user','content':[{'type':'input_text','text':'t',"
                        + "'prompt_cache_breakpoint':{'mode':'explicit'}},"
                        + "{'type':'input_image','image_url':'https://e.org/a','detail':'low'},"
                        + "{'type':'input_image','file_id':'file-1'},"
                        + "{'type':'input_file','file_data':'data:application/pdf;base64,AA==',"
                        + "'filename':'a.pdf'},"
                        + "{'type':'input_file','file_url':'https://e.org/b.pdf'},"
                        + "{'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}},"
                        + "{'type':'input_other','x':1}]}")
                .get(0)
                .parts())
        .containsExactly(
            new Part.Text(
                "t", Map.of("prompt_cache_breakpoint", Json.of("{\"mode\":\"explicit\"}"))),
            new Part.Image(new Media.Link("https://e.org/a"), "low", Map.of()),
            new Part.Image(new Media.Uploaded("file-1")),
            new Part.File(new Media.Inline("application/pdf", "AA=="), "a.pdf", Map.of()),
            new Part.File(new Media.Link("https://e.org/b.pdf"), null, Map.of()),
            new Part.Audio(new Media.Inline("audio/wav", "AA=="), "wav", Map.of()),
            new Part.Opaque(ResponsesDialect.NAME, Json.of("{\"type\":\"input_other\",\"x\":1}")));
  }

  @Test
  void keepsItemsThatOnlyThisDialectUnderstands() {
    List<Message> messages =
        items(
            "{'type':'web_search_call','id':'ws'},{'role':'assistant','content':'Found'},"
                + "{'type':'mcp_approval_response','approve':true}");
    assertThat(messages).extracting(Message::role).containsExactly(Role.ASSISTANT, Role.USER);
    assertThat(messages.get(0).parts().get(0))
        .isEqualTo(
            new Part.Opaque(
                ResponsesDialect.NAME, Json.of("{\"type\":\"web_search_call\",\"id\":\"ws\"}")));
  }

  @Test
  void readsOptionsIntoTheirPlacesAndKeepsTheOthers() {
    ChatRequest request =
        read(
            "'input':'Hi','store':false,'previous_response_id':null,'stream':true,"
                + "'stream_options':{'include_obfuscation':false},'truncation':'disabled',"
                + "'include':['reasoning.encrypted_content','message.output_text.logprobs',"
                + "'web_search_call.results'],'top_logprobs':3,'max_output_tokens':9,"
                + "'reasoning':{'effort':'high','summary':'auto'},"
                + "'text':{'verbosity':'low','format':{'type':'json_schema','name':'n',"
                + "'schema':{},'strict':true}},'user':'u','metadata':null,'service_tier':'flex'");
    assertThat(request.sampling().logprobs()).isTrue();
    assertThat(request.sampling().topLogprobs()).isEqualTo(3);
    assertThat(request.maxOutputTokens()).isEqualTo(9);
    assertThat(request.reasoning().effort()).isEqualTo("high");
    assertThat(request.endUser()).isEqualTo("u");
    assertThat(request.extras())
        .containsOnly(
            Map.entry("include", Json.of("[\"web_search_call.results\"]")),
            Map.entry("reasoning.summary", Json.of("\"auto\"")),
            Map.entry("verbosity", Json.of("\"low\"")),
            Map.entry("service_tier", Json.of("\"flex\"")));
  }

  @Test
  void readsFunctionsFlatAndLeavesEveryOtherToolToOpenAi() {
    ChatRequest request =
        read(
            "'input':'Hi','tools':[{'type':'function','name':'f','parameters':{},'strict':true},"
                + "{'type':'web_search'}],'tool_choice':{'type':'function','name':'f'}");
    assertThat(request.tools())
        .containsExactly(
            new Tool.Function("f", null, Json.of("{}"), true, Map.of()),
            new Tool.Opaque(ResponsesDialect.NAME, Json.of("{\"type\":\"web_search\"}")));
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
    assertThat(read("'input':'Hi','tool_choice':{'type':'web_search'}").toolChoice())
        .isInstanceOf(ToolChoice.Opaque.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'store':true | store | set it to false",
        "'background':true | background | set it to false",
        "'previous_response_id':'resp_1' | previous_response_id | send the items",
        "'conversation':{'id':'c'} | conversation | send the items",
        "'prompt':{'id':'p'} | prompt | send its text"
      })
  void refusesWhatHangsOnOpenAisMemoryAndTellsTheRemedy(String field, String param, String remedy) {
    ChatError error = refusal("'input':'Hi'," + field);
    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(error.param()).isEqualTo(param);
    assertThat(error.message()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'input':[{'type':'item_reference','id':'msg_1'}] | input[0]",
        "'input':[] | input",
        "'input':7 | input",
        "'instructions':'x' | input",
        "'input':[{'role':'tool','content':'x'}] | input[0].role",
        "'input':[{'role':'user'}] | input[0].content",
        "'input':[{'role':'user','content':7}] | input[0].content",
        "'input':[{'role':'user','content':[{'type':'image_url'}]}] | input[0].content[0].type",
        "'input':[{'role':'user','content':[{'type':'input_image'}]}] | input[0].content[0]",
        "'input':[{'role':'user','content':[{'type':'input_file'}]}] | input[0].content[0]",
        "'input':[{'type':'function_call','name':'f'}] | input[0].call_id",
        "'input':[{'type':'function_call_output','call_id':'c'}] | input[0].output",
        "'input':[{'type':'reasoning','summary':['x']}] | input[0].summary",
        "'input':'Hi','text':{'format':{'type':'xml'}} | text.format.type",
        "'input':'Hi','truncation':'some' | truncation",
        "'input':'Hi','include':[1] | include",
        "'input':'Hi','tool_choice':'any' | tool_choice"
      })
  void namesTheFieldThatIsWrong(String fields, String param) {
    assertThat(refusal(fields).param()).isEqualTo(param);
  }

  private static List<Message> items(String items) {
    return read("'input':[" + items + "]").messages();
  }

  private static ChatRequest read(String fields) {
    String body = ("{'model':'m'," + fields + "}").replace('\'', '"');
    return DIALECT.readRequest(Bytes.utf8(body), "m");
  }

  private static ChatError refusal(String fields) {
    return catchThrowableOfType(DialectException.class, () -> read(fields)).error();
  }
}
