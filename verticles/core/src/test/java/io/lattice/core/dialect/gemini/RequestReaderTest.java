package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
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

/** What a caller's request means, in either form of its names. */
class RequestReaderTest {
  private static final GeminiDialect DIALECT = GeminiDialect.of(GeminiApi.DEVELOPER);
  private static final String HI = "'contents':[{'parts':[{'text':'Hi'}]}]";

  @Test
  void readsBothNamesOfEveryField() {
    ChatRequest request =
        read(
            "{'contents':[{'role':'user','parts':[{'inline_data':{'mime_type':'image/png',"
                + "'data':'a-_b'}},{'file_data':{'file_uri':'gs://a/b.mp3'}}]}],"
                + "'system_instruction':{'parts':[{'text':'Be kind.'}]},"
                + "'generation_config':{'max_output_tokens':9,'stop_sequences':['x'],"
                + "'candidate_count':2,'top_k':4,'response_mime_type':'application/json',"
                + "'thinking_config':{'thinking_level':'LOW','include_thoughts':true}},"
                + "'service_tier':'standard','safety_settings':[]}");
    assertThat(request.messages().get(0)).isEqualTo(Message.system("Be kind."));
    assertThat(request.messages().get(1).parts())
        .containsExactly(
            new Part.Image(new Media.Inline("image/png", "a+/b")),
            new Part.Audio(new Media.Link("gs://a/b.mp3"), "mp3", Map.of()));
    assertThat(request.maxOutputTokens()).isEqualTo(9);
    assertThat(request.stop()).containsExactly("x");
    assertThat(request.choices()).isEqualTo(2);
    assertThat(request.sampling().topK()).isEqualTo(4);
    assertThat(request.responseFormat()).isEqualTo(new ResponseFormat.JsonObject());
    assertThat(request.reasoning()).isEqualTo(new ReasoningOptions("low", null));
    assertThat(request.extras())
        .isEqualTo(Map.of("service_tier", Json.of("\"default\""), "safetySettings", Json.of("[]")));
  }

  @Test
  void findsTheCallsThatAnswersWithoutIdsBelongTo() {
    ChatRequest request =
        read(
            "{'contents':[{'parts':[{'text':'Hi'}]},{'role':'model','parts':["
                + "{'functionCall':{'name':'f','args':{}}},{'functionCall':{'name':'g'}},"
                + "{'functionCall':{'name':'f','args':{'a':1}}}]},{'role':'user','parts':["
                + "{'functionResponse':{'name':'g','response':{'result':'1'}}},"
                + "{'functionResponse':{'name':'f','response':{'b':2}}},"
                + "{'functionResponse':{'name':'f','response':{'error':'no'}}}]}]}");
    List<Part.ToolCall> calls =
        request.messages().get(1).parts().stream().map(Part.ToolCall.class::cast).toList();
    assertThat(calls).extracting(Part.ToolCall::arguments).containsExactly("{}", "{}", "{\"a\":1}");
    assertThat(calls).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
    assertThat(request.messages().get(2))
        .isEqualTo(
            Message.of(
                Role.TOOL,
                result(calls.get(1).id(), "1", false),
                result(calls.get(0).id(), "{\"b\":2}", false),
                result(calls.get(2).id(), "no", true)));
  }

  @Test
  void joinsThePiecesOfAStreamThatLibrariesKeepApart() {
    String foreign = ForeignProof.write(Proof.signature("sig", "anthropic"));
    ChatRequest request =
        read(
            "{'contents':[{'parts':[{'text':'Hi'}]},"
                + "{'role':'model','parts':[{'text':'Let ','thought':true}]},"
                + "{'role':'model','parts':[{'text':'me.','thought':true}]},"
                + "{'role':'model','parts':[{'text':'','thought':true,'thoughtSignature':'"
                + foreign
                + "'}]},{'role':'model','parts':[{'text':'4'}]},"
                + "{'role':'model','parts':[{'text':''}]}]}");
    assertThat(request.messages().get(1))
        .isEqualTo(
            Message.of(
                Role.ASSISTANT,
                new Part.Reasoning("Let me.", Proof.signature("sig", "anthropic")),
                new Part.Text("4")));
  }

  @Test
  void readsOlderSchemasAsTheJsonSchemaThatTheyMean() {
    ChatRequest request =
        read(
            "{"
                + HI
                + ",'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT',"
                + "'propertyOrdering':['a'],'properties':{'type':{'type':'STRING','nullable':true},"
                + "'b':{'type':'ARRAY','min_items':'1','items':{'anyOf':[{'type':'NUMBER'}]}}}}}]},"
                + "{'google_search':{},'codeExecution':{}}]}");
    assertThat(request.tools())
        .containsExactly(
            new Tool.Function(
                "f",
                null,
                json(
                    "{'type':'object','properties':{'type':{'type':['string','null']},"
                        + "'b':{'type':'array','minItems':1,"
                        + "'items':{'anyOf':[{'type':'number'}]}}}}"),
                null,
                Map.of()),
            new Tool.Opaque("gemini", json("{'google_search':{}}")),
            new Tool.Opaque("gemini", json("{'codeExecution':{}}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'mode':'any'}|Required[]",
        "{'mode':'AUTO'}|Auto[]",
        "{'mode':'NONE'}|None[]",
        "{'mode':'ANY','allowedFunctionNames':['f']}|Named[name=f]",
        "{'mode':'VALIDATED'}|Opaque[dialect=gemini, json={\"mode\":\"VALIDATED\"}]",
      })
  void readsWhichToolsToUse(String config, String choice) {
    String body = "{" + HI + ",'toolConfig':{'functionCallingConfig':" + config + "}}";
    ToolChoice read = read(body).toolChoice();
    assertThat(read).hasToString(choice);
  }

  @Test
  void showsThoughtsOnlyToWhoWantsThem() {
    String prefix = "generationConfig.thinkingConfig.";
    assertThat(thinking("{'thinkingBudget':9}").extras())
        .isEqualTo(Map.of(prefix + "includeThoughts", Json.of("false")));
    assertThat(thinking("{'thinkingBudget':9,'includeThoughts':true}").extras()).isEmpty();
    assertThat(thinking("{'thinkingBudget':-1}").reasoning()).isEqualTo(ReasoningOptions.DEFAULT);
    assertThat(thinking("{'thinkingBudget':-1}").extras())
        .isEqualTo(Map.of(prefix + "thinkingBudget", Json.of("-1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|contents must be a list of at least one content",
        "{'contents':[{'role':'system','parts':[]}]}|contents[0].role must be user or model",
        "{'contents':[{'parts':[{'text':7}]}]}|contents[0].parts[0].text must be a string",
        "{'contents':[{'parts':[{'inlineData':{'data':'a'}}]}]}"
            + "|contents[0].parts[0].inlineData.mimeType is missing",
        "{'contents':[{'parts':[{'functionCall':{'name':'f','args':'x'}}]}]}"
            + "|contents[0].parts[0].functionCall.args must be an object",
        "{'contents':[{'parts':[]}],'systemInstruction':{},'system_instruction':{}}"
            + "|systemInstruction comes twice, also as system_instruction",
        "{'contents':[{'parts':[]}],'generationConfig':{'candidateCount':0}}"
            + "|generationConfig.candidateCount must be at least 1",
      })
  void refusesWhatItCannotRead(String body, String message) {
    DialectException refused = catchThrowableOfType(DialectException.class, () -> read(body));
    assertThat(refused).hasMessage(message);
  }

  @Test
  void seesInOnePassWhatTheRouterMustKnow() {
    String media = "{'parts':[{'inline_data':{'mime_type':'image/png','data':''}}]}";
    String answer =
        "{'parts':[{'functionResponse':{'parts':[{'inlineData':{'mimeType':'audio/wav'}}]}}]}";
    assertThat(
            DIALECT
                .inspect(
                    bytes(
                        "{'contents':["
                            + media
                            + ","
                            + answer
                            + "],'tools':[{'google_search':{}}],'generationConfig':"
                            + "{'responseMimeType':'application/json','responseSchema':{},"
                            + "'responseLogprobs':true}}"))
                .needs())
        .containsExactlyInAnyOrder(
            Need.VISION, Need.AUDIO, Need.TOOLS, Need.JSON_SCHEMA, Need.LOGPROBS);
    assertThat(DIALECT.inspect(bytes("{" + HI + ",'tools':[]}")).needs()).isEmpty();
    assertThat(
            catchThrowableOfType(
                DialectException.class, () -> DIALECT.inspect(bytes("{'contents':[]}"))))
        .hasMessage("contents must be a list of at least one content");
  }

  @Test
  void adoptsByteForByteButForWhatIsNotForGoogle() {
    UpstreamTarget target = new UpstreamTarget("gemini-3-pro", false, true);
    Bytes plain = bytes("{ " + HI + " , 'odd':1.50}");
    assertThat(DIALECT.adoptRequest(plain, target).body()).isSameAs(plain);
    assertThat(DIALECT.adoptRequest(bytes("{'model':'ours'," + HI + "}"), target).body())
        .isEqualTo(bytes("{" + HI + "}"));
    String foreign = ForeignProof.write(Proof.encrypted("é", "anthropic"));
    Bytes kept =
        bytes(
            "{'contents':[{'parts':[{'text':'ü "
                + foreign
                + "','thoughtSignature' : '"
                + foreign
                + "'}]}]}");
    WrittenRequest adopted = DIALECT.adoptRequest(kept, target);
    assertThat(adopted.body())
        .isEqualTo(
            bytes(
                "{'contents':[{'parts':[{'text':'ü "
                    + foreign
                    + "','thoughtSignature' : 'skip_thought_signature_validator'}]}]}"));
    assertThat(adopted.adaptation().changed()).hasSize(1);
  }

  @Test
  void keepsForeignProofsThroughEitherAlphabet() {
    Proof proof = Proof.encrypted("??>>~~\u00ff", "anthropic");
    String kept = ForeignProof.write(proof);
    assertThat(ForeignProof.read(kept)).isEqualTo(proof);
    assertThat(ForeignProof.read(kept.replace('+', '-').replace('/', '_'))).isEqualTo(proof);
    assertThat(ForeignProof.read("c2ln")).isEqualTo(Proof.signature("c2ln", "gemini"));
    assertThat(ForeignProof.read("bGF0dGljZTpvZGQ="))
        .isEqualTo(Proof.signature("bGF0dGljZTpvZGQ=", "gemini"));
  }

  private static Part result(String id, String text, boolean isError) {
    return new Part.ToolResult(id, List.of(new Part.Text(text)), isError);
  }

  private static ChatRequest thinking(String config) {
    return read("{" + HI + ",'generationConfig':{'thinkingConfig':" + config + "}}");
  }

  private static ChatRequest read(String body) {
    return DIALECT.readRequest(bytes(body), "m");
  }

  private static Json json(String text) {
    return Json.of(text.replace('\'', '"'));
  }

  private static Bytes bytes(String text) {
    return Bytes.utf8(text.replace('\'', '"'));
  }
}
