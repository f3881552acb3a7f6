package io.lattice.core.dialect.ollama;

import static io.lattice.core.dialect.ollama.Streams.DIALECT;
import static io.lattice.core.dialect.ollama.Streams.NATIVE;
import static io.lattice.core.dialect.ollama.Streams.TYPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static final String HI = "'message':{'role':'assistant','content':'hi'}";

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, LENGTH",
    "load, STOP",
    "unload, STOP",
    "content_filter, CONTENT_FILTER",
    "new_word, STOP"
  })
  void readsWhyAnAnswerIsDoneAndKeepsTheWord(String word, FinishReason reason) {
    String line = "{" + HI + ",'done':true,'done_reason':'" + word + "'}";
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(whole(line, reading)).contains(new ChatEvent.ChoiceFinished(0, reason, word));
    }
  }

  @Test
  void saysThatToolsAreCalledAlthoughTheProviderSaysStop() {
    String stream =
        """
        {'message':{'content':'','tool_calls':[{'function':{'name':'f','arguments':{}}}]}}
        {'message':{'content':''},'done':true,'done_reason':'stop'}
        """;
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(Streams.decode(reading, stream.replace('\'', '"')))
          .contains(new ChatEvent.ChoiceFinished(0, FinishReason.TOOL_CALLS, "stop"));
    }
  }

  @Test
  void givesEveryCallAnIndexAndAnIdOfItsOwn() {
    List<ChatEvent> events =
        whole(
            "{'created_at':'2026-01-01T00:00:00Z','message':{'tool_calls':["
                + "{'id':'c1','function':{'index':0,'name':'f','arguments':{'a': [1]}},'x':1},"
                + "{'function':{'index':0,'name':'f'}},{'function':{'index':0,'name':'g',"
                + "'arguments':'text'}},{'function':{}},{}]},'done':true}",
            TYPED);
    String made = "call_" + Integer.toHexString("2026-01-01T00:00:00Z".hashCode());
    assertThat(events)
        .containsSubsequence(
            new ChatEvent.ToolCallStarted(0, 0, "c1", "f"),
            new ChatEvent.ToolCallDelta(0, 0, "{\"a\": [1]}"),
            new ChatEvent.ExtraAdded(0, "tool_calls[0].x", Json.of("1")),
            new ChatEvent.ToolCallStarted(0, 1, made + "_1", "f"),
            new ChatEvent.ToolCallStarted(0, 2, made + "_2", "g"),
            new ChatEvent.ToolCallDelta(0, 2, "text"));
  }

  @Test
  void tellsNoUsageWhereThePromptIsNotCounted() {
    String line = "{" + HI + ",'done':true,'eval_count':7,'total_duration':9}";
    assertThat(PlainAnswer.usageOf(whole(line, NATIVE))).isNull();
    List<ChatEvent> events = whole(line, TYPED);
    assertThat(PlainAnswer.usageOf(events)).isNull();
    assertThat(events.get(0))
        .isEqualTo(
            new ChatEvent.MessageStarted(
                "", "", 0, Map.of("eval_count", Json.of("7"), "total_duration", Json.of("9"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "0.2", "null", "'3'"})
  void takesAPromptOfNoTokensForOneThatIsNotCounted(String count) {
    String line = "{" + HI + ",'done':true,'eval_count':7,'prompt_eval_count':" + count + "}";
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(PlainAnswer.usageOf(whole(line, reading))).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0, 3",
    "1e99, 0, 1000000000",
    "7.9, 0, 7",
  })
  void bringsCountsThatCannotBeIntoRange(String told, long output, long input) {
    String line = "{" + HI + ",'done':true,'prompt_eval_count':" + told + "}";
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(PlainAnswer.usageOf(whole(line, reading)))
          .isEqualTo(
              Usage.counted(input, output)
                  .withRaw(Json.of("{\"prompt_eval_count\":" + told + "}")));
    }
  }

  @Test
  void keepsWhatItHasNoWordForByItsName() {
    List<ChatEvent> events =
        Streams.decode(
            TYPED,
            ("{'model':'m','created_at':'2026-01-02T03:04:05.678+01:00','remote_model':'x',"
                    + "'message':{'content':'a','images':['AA==']}}\n"
                    + "{'message':{'content':'b'},'remote_host':'y','done':true}\n")
                .replace('\'', '"'));
    assertThat(events)
        .startsWith(
            new ChatEvent.MessageStarted(
                "", "m", 1_767_319_445L, Map.of("remote_model", Json.of("\"x\""))),
            new ChatEvent.TextDelta(0, "a"),
            new ChatEvent.ExtraAdded(0, "images", Json.of("[\"AA==\"]")),
            new ChatEvent.ExtraAdded(-1, "remote_host", Json.of("\"y\"")));
  }

  @Test
  void tellsLogProbabilitiesInTheShapeThatOpenAiGaveThem() {
    assertThat(whole("{" + HI + ",'logprobs':[{'token':'hi','logprob':-0.5}],'done':true}", TYPED))
        .contains(
            new ChatEvent.LogprobsAdded(
                0, Json.of("{\"content\":[{\"token\":\"hi\",\"logprob\":-0.5}]}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'done':true}", "{'done':true,'prompt_eval_count':3,'response':'hi'}"})
  void takesAnAnswerWithoutAMessageForAnEmptyOne(String line) {
    for (Reading reading : List.of(TYPED, NATIVE)) {
      ChatEvent.MessageFailed failed = (ChatEvent.MessageFailed) Streams.last(whole(line, reading));
      assertThat(failed.error().kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
      assertThat(failed.error().code()).isEqualTo("empty_response");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "[]", "null", "<html>", "{'message':", "{}{}x"})
  void takesWhatIsNoAnswerForAFailure(String body) {
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(Streams.kindOf(whole(body, reading))).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
    }
  }

  @Test
  void takesAWholeBodyThatIsNotDoneForOneThatWasInterrupted() {
    for (Reading reading : List.of(TYPED, NATIVE)) {
      List<ChatEvent> events = whole("{" + HI + ",'done':false}", reading);
      assertThat(Streams.kindOf(events)).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
      assertThat(Streams.passed(events)).isEmpty();
    }
  }

  @Test
  void readsAWholeBodyOfSeveralLines() {
    String pretty = "{\n " + HI + ",\n 'done': true,\n 'prompt_eval_count': 3\n}\n";
    for (Reading reading : List.of(TYPED, NATIVE)) {
      assertThat(Streams.last(whole(pretty, reading))).isInstanceOf(ChatEvent.MessageEnded.class);
    }
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() {
    String line = ("{" + HI + "}\n").replace('\'', '"');
    for (boolean isNative : List.of(true, false)) {
      Reading reading = new Reading(isNative, true, 3L * line.length());
      List<ChatEvent> events = Streams.decode(reading, line.repeat(4));
      assertThat(Streams.kindOf(events)).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
    }
  }

  @Test
  void passesNothingOnAfterTheEnd() {
    String end = ("{" + HI + ",'done':true}\n").replace('\'', '"');
    assertThat(Streams.passed(Streams.decode(NATIVE, end + end))).isEqualTo(end);
    assertThat(Streams.decode(TYPED, end + end)).isEqualTo(Streams.decode(TYPED, end));
  }

  private static List<ChatEvent> whole(String body, Reading reading) {
    List<ChatEvent> events = DIALECT.decodeWhole(Bytes.utf8(body.replace('\'', '"')), reading);
    Streams.checkEnd(events);
    return events;
  }
}
