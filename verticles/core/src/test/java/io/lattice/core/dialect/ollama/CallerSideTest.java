package io.lattice.core.dialect.ollama;

import static io.lattice.core.dialect.ollama.Streams.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallerSideTest {
  private static final Writing WRITING = new Writing("id", "our-model", 7, true);
  private static final String HEAD = "{'model':'our-model','created_at':'1970-01-01T00:00:07Z',";
  private static final ChatError BROKEN =
      new ChatError(ErrorKind.STREAM_INTERRUPTED, "it \"broke\"");

  private static final List<ChatEvent> ANSWER =
      List.of(
          new ChatEvent.RouteChosen("ollama/x", 1),
          new ChatEvent.MessageStarted("up", "", 0, Map.of("x", Json.of("1"))),
          new ChatEvent.ReasoningDelta(0, "hm"),
          new ChatEvent.ReasoningSigned(0, Proof.signature("s", "gemini")),
          new ChatEvent.TextDelta(0, "hi"),
          new ChatEvent.TextDelta(1, "another choice"),
          new ChatEvent.LogprobsAdded(0, Json.of("{\"content\":[{\"token\":\"hi\"}]}")),
          new ChatEvent.LogprobsAdded(0, Json.of("{\"other\":1}")),
          new ChatEvent.RefusalDelta(0, "!"),
          new ChatEvent.ToolCallStarted(0, 1, "b", "g"),
          new ChatEvent.ToolCallDelta(0, 1, "{\"x\""),
          new ChatEvent.ToolCallStarted(0, 0, "a", "f"),
          new ChatEvent.ToolCallDelta(0, 1, ":1}"),
          new ChatEvent.OpaqueAdded(0, new Part.Opaque("gemini", Json.of("{}"))),
          new ChatEvent.ExtraAdded(0, "y", Json.of("1")),
          new ChatEvent.UsageReported(
              Usage.counted(3, 4).withRaw(Json.of("{\"total_duration\":9,\"z\":1}"))),
          new ChatEvent.ChoiceFinished(0, FinishReason.TOOL_CALLS, "stop"),
          new ChatEvent.MessageEnded());

  @Test
  void writesALineForWhatIsSaidAndOneForTheEnd() {
    String message = HEAD + "'message':{'role':'assistant','content':";
    assertThat(encode(ANSWER))
        .isEqualTo(
            message
                + "'','thinking':'hm'},'done':false}\n"
                + message
                + "'hi'},'done':false}\n"
                + message
                + "''},'logprobs':[{'token':'hi'}],'done':false}\n"
                + message
                + "'!'},'done':false}\n"
                + message
                + "'','tool_calls':[{'id':'b','function':{'index':0,'name':'g','arguments':"
                + "{'x':1}}},{'id':'a','function':{'index':1,'name':'f','arguments':{}}}]},"
                + "'done':false}\n"
                + message
                + "''},'done_reason':'stop','done':true,'total_duration':9,"
                + "'prompt_eval_count':3,'eval_count':4}\n");
  }

  @Test
  void writesTheSameInAnyBatches() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    StringBuilder lines = new StringBuilder();
    for (ChatEvent event : ANSWER) {
      Bytes piece = encoder.encode(List.of(event));
      lines.append(piece == null ? "" : piece.utf8());
    }
    assertThat(lines.toString().replace('"', '\'')).isEqualTo(encode(ANSWER));
  }

  @Test
  void writesAWholeAnswerAsOneObject() {
    assertThat(DIALECT.writeWhole(ANSWER, WRITING).utf8().replace('"', '\''))
        .isEqualTo(
            HEAD
                + "'message':{'role':'assistant','content':'hi!','thinking':'hm','tool_calls':["
                + "{'id':'b','function':{'index':0,'name':'g','arguments':{'x':1}}},"
                + "{'id':'a','function':{'index':1,'name':'f','arguments':{}}}]},"
                + "'logprobs':[{'token':'hi'}],'done_reason':'stop','done':true,"
                + "'total_duration':9,'prompt_eval_count':3,'eval_count':4}");
  }

  @Test
  void saysWhatTheProviderSaysOfItselfAndNothingThatIsNotKnown() {
    assertThat(
            encode(
                List.of(
                    new ChatEvent.MessageStarted("", "llama3.2", 86_400, Map.of()),
                    new ChatEvent.ChoiceFinished(0, FinishReason.LENGTH, "max_tokens"),
                    new ChatEvent.MessageEnded())))
        .isEqualTo(
            "{'model':'llama3.2','created_at':'1970-01-02T00:00:00Z','message':"
                + "{'role':'assistant','content':''},'done_reason':'length','done':true}\n");
  }

  @Test
  void writesATimeThatNoCalendarHasAsTheLastOne() {
    assertThat(
            encode(
                List.of(
                    new ChatEvent.MessageStarted("", "m", Long.MAX_VALUE, Map.of()),
                    new ChatEvent.MessageEnded())))
        .contains("'created_at':'9999-12-31T23:59:59Z'");
  }

  @Test
  void writesArgumentsOfManyLinesOnOne() {
    String lines =
        encode(
            List.of(
                new ChatEvent.ToolCallStarted(0, 0, "a", "f"),
                new ChatEvent.ToolCallDelta(0, 0, "{\r\n \"x\":\n\"\\n\"}"),
                new ChatEvent.MessageEnded()));
    assertThat(lines.lines()).hasSize(2);
    assertThat(lines).contains("'arguments':{   'x': '\\n'}");
  }

  @Test
  void endsAFailureWithAnErrorAndWithoutAnEnd() {
    String lines =
        encode(
            List.of(new ChatEvent.TextDelta(0, "hi"), new ChatEvent.MessageFailed(BROKEN, null)));
    assertThat(lines).endsWith("\n{'error':'it \\'broke\\''}\n").doesNotContain("'done':true");
    assertThat(DIALECT.writeError(BROKEN).utf8()).isEqualTo("{\"error\":\"it \\\"broke\\\"\"}");
  }

  @Test
  void passesTheProvidersOwnLinesOnAndAddsNothingButAFailure() {
    Bytes line = Bytes.utf8("{\"message\":{},\"done\":true}\n");
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    assertThat(encoder.encode(List.of(new ChatEvent.NativeBytes(line, true)))).isEqualTo(line);
    assertThat(
            encoder.encode(
                List.of(
                    new ChatEvent.UsageReported(Usage.estimated(1, 2)),
                    new ChatEvent.ChoiceFinished(0, FinishReason.STOP, "stop"),
                    new ChatEvent.MessageEnded())))
        .isNull();
    assertThat(encoder.encode(List.of(new ChatEvent.MessageFailed(BROKEN, null))))
        .isEqualTo(Bytes.utf8("{\"error\":\"it \\\"broke\\\"\"}\n"));
    assertThat(
            DIALECT.writeWhole(
                List.of(new ChatEvent.NativeBytes(line, true), new ChatEvent.MessageEnded()),
                WRITING))
        .isEqualTo(line);
  }

  @Test
  void keepsALineAliveWithABlankThatBelongsToTheNextOne() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    Bytes line = Objects.requireNonNull(encoder.encode(List.of(new ChatEvent.TextDelta(0, "hi"))));
    String stream = encoder.keepAlive().utf8() + encoder.keepAlive().utf8() + line.utf8();
    assertThat(stream.lines()).hasSize(1);
    assertThat(DIALECT.streamType(WRITING)).isEqualTo("application/x-ndjson");
  }

  private static String encode(List<ChatEvent> events) {
    Bytes written = DIALECT.streamEncoder(WRITING).encode(events);
    return written == null ? "" : written.utf8().replace('"', '\'');
  }
}
