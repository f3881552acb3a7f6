package io.lattice.core.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.RequestFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  private static final String HI = "'model':'m','messages':[{'role':'user','content':'hi'}]";

  @Test
  void readsEverythingThatACallerCanSay() {
    ChatRequest request =
        read(
            "{"
                + HI
                + ",'stream':false,'format':{'type':'object'},'think':false,'keep_alive':'5m',"
                + "'options':{'num_predict':7,'temperature':0.5,'top_p':0.9,'top_k':40,"
                + "'frequency_penalty':0.1,'presence_penalty':0.2,'seed':42,'stop':['a'],"
                + "'num_ctx':8192,'mirostat':null},'logprobs':true,'top_logprobs':2,"
                + "'tools':[{'type':'function','function':{'name':'f','description':'d',"
                + "'parameters':{'type':'object'},'x':1}},{'type':'web_search'}]}");
    assertThat(request.messages()).containsExactly(Message.user("hi"));
    assertThat(request.responseFormat())
        .isEqualTo(
            new ResponseFormat.JsonSchema(
                "response", null, Json.of("{\"type\":\"object\"}"), null));
    assertThat(request.reasoning()).isEqualTo(new ReasoningOptions("none", null));
    assertThat(request.maxOutputTokens()).isEqualTo(7);
    assertThat(request.stop()).containsExactly("a");
    assertThat(request.sampling()).isEqualTo(new Sampling(0.5, 0.9, 40, 0.1, 0.2, 42L, true, 2));
    assertThat(request.extras())
        .isEqualTo(Map.of("keep_alive", Json.of("\"5m\""), "options.num_ctx", Json.of("8192")));
    assertThat(request.tools())
        .containsExactly(
            new Tool.Function(
                "f",
                "d",
                Json.of("{\"type\":\"object\"}"),
                null,
                Map.of("function.x", Json.of("1"))),
            new Tool.Opaque("ollama", Json.of("{\"type\":\"web_search\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "true    | medium",
        "false   | none",
        "'high'  | high",
        "null    | -",
      })
  void readsHowHardToThink(String think, @Nullable String effort) {
    assertThat(read("{" + HI + ",'think':" + think + "}").reasoning())
        .isEqualTo(new ReasoningOptions(effort, null));
  }

  @ParameterizedTest
  @CsvSource({"-1", "-2", "0"})
  void takesNoLimitForNoLimit(String tokens) {
    assertThat(read("{" + HI + ",'options':{'num_predict':" + tokens + "}}").maxOutputTokens())
        .isNull();
  }

  @Test
  void readsImagesByTheirFirstBytes() {
    ChatRequest request =
        read(
            "{'model':'m','messages':[{'role':'user','content':'','images':"
                + "['iVBORw0KGgoAA','/9j/AA','R0lGODAA','UklGRAA','data:image/bmp;base64,Qk0=']}]}");
    assertThat(request.messages().get(0).parts())
        .extracting(part -> ((Media.Inline) ((Part.Image) part).media()).mediaType())
        .containsExactly("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");
  }

  @Test
  void findsTheCallThatAnAnswerBelongsToByItsIdOrItsToolOrItsTurn() {
    String calls =
        "{'role':'assistant','content':'','thinking':'hm','tool_calls':["
            + "{'function':{'index':0,'name':'f','arguments':{'x':1}}},"
            + "{'function':{'name':'g'}},{'id':'c3','function':{'name':'g','arguments':{}}}]}";
    ChatRequest request =
        read(
            "{'model':'m','messages':["
                + calls
                + ",{'role':'tool','content':'G','tool_name':'g'},"
                + "{'role':'tool','content':'F'},"
                + "{'role':'tool','content':'','tool_name':'other','tool_call_id':'c3'},"
                + "{'role':'tool','content':'nobody called'}]}");
    assertThat(request.messages().get(0))
        .isEqualTo(
            Message.of(
                Role.ASSISTANT,
                new Part.Reasoning("hm"),
                new Part.ToolCall("call_0_0", "f", "{\"x\":1}"),
                new Part.ToolCall("call_0_1", "g", ""),
                new Part.ToolCall("c3", "g", "{}")));
    assertThat(request.messages().subList(1, 5))
        .containsExactly(
            Message.toolResult("call_0_1", "G"),
            Message.toolResult("call_0_0", "F"),
            new Message(Role.TOOL, Message.toolResult("c3", "").parts(), "other", Map.of()),
            Message.toolResult("call_unknown", "nobody called"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'messages':[{'role':'user','content':'x'}]}                     | model",
        "{'model':'m'}                                                    | messages",
        "{'model':'m','messages':[]}                                      | messages",
        "{'model':'m','messages':'x'}                                     | messages",
        "{'model':'m','messages':[7]}                                     | messages[0]",
        "{'model':'m','messages':[{'content':'x'}]}                       | messages[0].role",
        "{'model':'m','messages':[{'role':'developer','content':'x'}]}    | messages[0].role",
        "{'model':'m','messages':[{'role':'user'}]}                       | messages[0].content",
        "{'model':'m','messages':[{'role':'user','content':[]}]}          | messages[0].content",
        "{'model':'m','messages':[{'role':'user','images':['AA==']}]}     | messages[0].images[0]",
        "{'model':'m','messages':[{'role':'user','images':[7]}]}          | messages[0].images[0]",
        "{'model':'m','messages':[{'role':'assistant','tool_calls':[{}]}]}"
            + " | messages[0].tool_calls[0].function",
        "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'function':{'name':'f',"
            + "'arguments':'{}'}}]}]} | messages[0].tool_calls[0].function.arguments",
        "{HI,'format':'xml'}                                              | format",
        "{HI,'format':7}                                                  | format",
        "{HI,'think':7}                                                   | think",
        "{HI,'stream':'yes'}                                              | stream",
        "{HI,'options':[]}                                                | options",
        "{HI,'options':{'temperature':'hot'}}                             | options.temperature",
        "{HI,'options':{'stop':[7]}}                                      | options.stop",
        "{HI,'tools':[{'type':'function'}]}                               | tools[0].function"
      })
  void refusesWhatCannotBeAndNamesThePlace(String body, String param) {
    DialectException refused =
        catchThrowableOfType(DialectException.class, () -> read(body.replace("HI", HI)));
    assertThat(refused.error().param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{HI}                                     | true",
        "{HI,'stream':null}                       | true",
        "{HI,'stream':true}                       | true",
        "{HI,'stream':false}                      | false"
      })
  void streamsUnlessACallerSaysNo(String body, boolean streamed) {
    RequestFacts facts = inspect(body);
    assertThat(facts.streamed()).isEqualTo(streamed);
    assertThat(facts.model()).isEqualTo("m");
    assertThat(facts.usageAsked()).isTrue();
    assertThat(facts.needs()).isEmpty();
  }

  @Test
  void findsOutWhatIsNeededOfAModel() {
    assertThat(inspect("{HI,'format':'json','logprobs':true,'tools':[{'function':{}}]}").needs())
        .containsExactlyInAnyOrder(Need.JSON_OBJECT, Need.LOGPROBS, Need.TOOLS);
    assertThat(
            inspect(
                    "{'model':'m','format':{'images':['a']},'messages':[{'role':'user',"
                        + "'images':['AA==']}],'tools':[]}")
                .needs())
        .containsExactlyInAnyOrder(Need.JSON_SCHEMA, Need.VISION);
    assertThat(inspect("{HI,'format':'','tools':null,'options':{'images':['a']}}").needs())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'messages':[{'role':'user','content':'x'}]}  | model",
        "{'model':7}                                   | model",
        "{'model':'m','messages':[]}                   | messages",
        "{'model':'m','messages':{}}                   | messages",
        "{HI,'stream':'x'}                             | stream",
        "{HI,'tools':{}}                               | tools"
      })
  void inspectionRefusesWhatTheRouterCannotUse(String body, String param) {
    DialectException refused = catchThrowableOfType(DialectException.class, () -> inspect(body));
    assertThat(refused.error().param()).isEqualTo(param);
  }

  private static ChatRequest read(String body) {
    return Streams.DIALECT.readRequest(Bytes.utf8(body.replace('\'', '"')), "m");
  }

  private static RequestFacts inspect(String body) {
    return Streams.DIALECT.inspect(Bytes.utf8(body.replace("HI", HI).replace('\'', '"')));
  }
}
