package io.lattice.core.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.Writing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller is told. */
class CallerSideTest {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();
  private static final Writing WRITING = new Writing("req-1", "our-model", 7, true);
  private static final ChatEvent ENDED = new ChatEvent.MessageEnded();
  private static final ChatError GONE = new ChatError(ErrorKind.STREAM_INTERRUPTED, "gone");
  private static final Bytes BEGIN =
      Bytes.utf8(
          "event: response.created\ndata: {\"type\":\"response.created\",\"response\":"
              + "{\"id\":\"resp_up\",\"status\":\"in_progress\",\"error\":null,\"x\":1.50},"
              + "\"sequence_number\":0}\n\n");
  private static final Bytes PIECE =
      Bytes.utf8(
          "event: response.output_text.delta\ndata: {\"delta\":\"\\\"sequence_number\\\":99\","
              + "\"sequence_number\": 7}\n\n");

  @Test
  void passesNativeBytesWithoutCopyingThemAndSaysNothingMore() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    assertThat(encoder.encode(List.of(nativeBytes(BEGIN)))).isSameAs(BEGIN);
    assertThat(
            encoder.encode(
                List.of(
                    new ChatEvent.UsageReported(Usage.counted(1, 2)),
                    new ChatEvent.ChoiceFinished(0, FinishReason.STOP, "completed"),
                    ENDED)))
        .isNull();
  }

  @Test
  void goesOnWhereNativeEventsFailed() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    encoder.encode(List.of(nativeBytes(BEGIN)));
    Bytes told =
        encoder.encode(List.of(nativeBytes(PIECE), new ChatEvent.MessageFailed(GONE, null)));
    assertThat(String.valueOf(told == null ? null : told.utf8()))
        .isEqualTo(
            PIECE.utf8()
                + "event: error\ndata: {\"type\":\"error\",\"sequence_number\":8,"
                + "\"code\":\"stream_interrupted\",\"message\":\"gone\",\"param\":null,\"error\":"
                + "{\"message\":\"gone\",\"type\":\"api_error\",\"param\":null,"
                + "\"code\":\"stream_interrupted\"}}\n\n"
                + "event: response.failed\ndata: {\"type\":\"response.failed\","
                + "\"sequence_number\":9,\"response\":{\"id\":\"resp_up\",\"status\":\"failed\","
                + "\"error\":{\"code\":\"stream_interrupted\",\"message\":\"gone\"},"
                + "\"x\":1.50}}\n\n");
  }

  @Test
  void tellsAnObjectOfItsOwnWhereTheNativeOneIsNotKnown() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    encoder.encode(List.of(nativeBytes(PIECE)));
    List<JsonObject> events = events(encoder, new ChatEvent.MessageFailed(GONE, null));
    assertThat(events)
        .extracting(event -> event.getString("type"))
        .containsExactly("error", "response.failed");
    assertThat(events.get(1).getJsonObject("response").getString("id")).isEqualTo("resp_req-1");
  }

  @Test
  void saysNothingBeforeThereIsSomethingToSay() {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    ChatEvent first = new ChatEvent.MessageStarted("resp_first", "a", 1, Map.of());
    ChatEvent second = new ChatEvent.MessageStarted("second", "b", 2, Map.of());
    assertThat(encoder.encode(List.of(first))).isNull();
    assertThat(encoder.encode(List.of(second))).isNull();
    List<JsonObject> events = events(encoder, new ChatEvent.TextDelta(0, "Hi"));
    assertThat(events.get(0).getJsonObject("response").getString("id")).isEqualTo("resp_second");
    assertThat(events.get(0).getJsonObject("response").getString("model")).isEqualTo("b");
    assertThat(events.get(2).getJsonObject("item").getString("id")).isEqualTo("msg_second_0");
  }

  @Test
  void repeatsWhatTheCallerAskedFor() {
    Bytes request =
        Bytes.utf8(
            "{\"model\":\"m\",\"input\":\"secret\",\"tools\":[{\"type\": \"web_search\"}],"
                + "\"temperature\":0.50,\"text\":{\"verbosity\":\"low\"},\"store\":true,"
                + "\"instructions\":\"Be brief\",\"metadata\":{\"a\":\"b\"},\"user\":null}");
    Writing writing = new Writing("id", "m", 7, true, StreamFraming.USUAL, request);
    JsonObject response =
        new JsonObject(
            DIALECT.writeWhole(List.of(new ChatEvent.TextDelta(0, "Hi"), ENDED), writing).utf8());
    assertThat(response.getJsonArray("tools"))
        .isEqualTo(new JsonArray("[{\"type\":\"web_search\"}]"));
    assertThat(response.getDouble("temperature")).isEqualTo(0.5);
    assertThat(response.getString("instructions")).isEqualTo("Be brief");
    assertThat(response.getJsonObject("text"))
        .isEqualTo(new JsonObject("{\"verbosity\":\"low\",\"format\":{\"type\":\"text\"}}"));
    assertThat(response.getBoolean("store")).isFalse();
    assertThat(response.getString("tool_choice")).isEqualTo("auto");
    assertThat(response.encode()).doesNotContain("secret");
  }

  @Test
  void givesBackTheProofsOfOthersWhenTheyAreReadAgain() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.ReasoningDelta(0, "Hm"),
            new ChatEvent.ReasoningSigned(0, Proof.signature("sig.1", "anthropic")),
            new ChatEvent.ReasoningSigned(0, Proof.encrypted("enc", "anthropic")),
            new ChatEvent.ToolCallStarted(0, 0, "c", "f"),
            new ChatEvent.ToolCallSigned(0, 0, Proof.signature("s", "gemini")),
            new ChatEvent.ToolCallDelta(0, 0, "{}"),
            ENDED);
    String output =
        new JsonObject(DIALECT.writeWhole(events, WRITING).utf8()).getJsonArray("output").encode();
    assertThat(
            DIALECT
                .readRequest(Bytes.utf8("{\"model\":\"m\",\"input\":" + output + "}"), "m")
                .messages()
                .get(0)
                .parts())
        .containsExactly(
            new Part.Reasoning("Hm", Proof.signature("sig.1", "anthropic")),
            new Part.Reasoning("", Proof.encrypted("enc", "anthropic")),
            new Part.ToolCall("c", "f", "{}", Proof.signature("s", "gemini"), Map.of()));
  }

  @Test
  void givesEveryFieldOfACitationThatClientsWant() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.TextDelta(0, "Hello"),
            new ChatEvent.CitationAdded(0, new Citation("https://e.org", null, null, null)),
            new ChatEvent.CitationAdded(0, new Citation("", "a.pdf", 2, 4)),
            ENDED);
    JsonArray annotations =
        new JsonObject(DIALECT.writeWhole(events, WRITING).utf8())
            .getJsonArray("output")
            .getJsonObject(0)
            .getJsonArray("content")
            .getJsonObject(0)
            .getJsonArray("annotations");
    assertThat(annotations.encode().replace('"', '\''))
        .isEqualTo(
            "[{'type':'url_citation','url':'https://e.org','title':'','start_index':0,"
                + "'end_index':5},"
                + "{'type':'file_citation','file_id':'','filename':'a.pdf','index':2}]");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, completed, completed, ",
    "TOOL_CALLS, completed, completed, ",
    "LENGTH, incomplete, incomplete, max_output_tokens",
    "CONTENT_FILTER, incomplete, incomplete, content_filter"
  })
  void tellsHowTheAnswerEnded(FinishReason reason, String event, String state, String why) {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    List<JsonObject> events =
        events(
            encoder,
            new ChatEvent.TextDelta(0, "Hi"),
            new ChatEvent.ChoiceFinished(0, reason, "x"),
            ENDED);
    JsonObject last = events.get(events.size() - 1);
    assertThat(last.getString("type")).isEqualTo("response." + event);
    JsonObject response = last.getJsonObject("response");
    assertThat(response.getString("status")).isEqualTo(state);
    assertThat(response.getJsonArray("output").getJsonObject(0).getString("status"))
        .isEqualTo(state);
    JsonObject details = response.getJsonObject("incomplete_details");
    assertThat(details == null ? null : details.getString("reason")).isEqualTo(why);
  }

  @Test
  void givesAnAnswerThatSaysNothingAnEmptyText() {
    JsonObject response = new JsonObject(DIALECT.writeWhole(List.of(ENDED), WRITING).utf8());
    assertThat(response.getJsonArray("output").getJsonObject(0).getJsonArray("content").size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void tellsEveryFailureAsAnEventAtWhichLibrariesRaiseAndAsAnEnd(ErrorKind kind) {
    List<JsonObject> events =
        events(
            DIALECT.streamEncoder(WRITING),
            new ChatEvent.MessageFailed(new ChatError(kind, "it failed"), null));
    assertThat(events)
        .extracting(event -> event.getString("type"))
        .containsExactly("response.created", "response.in_progress", "error", "response.failed");
    assertThat(events.get(2).getJsonObject("error").getString("message")).isEqualTo("it failed");
    assertThat(events.get(3).getJsonObject("response").getJsonObject("error").getString("code"))
        .isNotBlank();
    assertThat(new JsonObject(DIALECT.writeError(new ChatError(kind, "it failed")).utf8()))
        .isEqualTo(new JsonObject().put("error", events.get(2).getJsonObject("error")));
  }

  @Test
  void foldsAStreamIntoTheSameAnswerAsAWhole() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.MessageStarted("resp_1", "up", 9, Map.of()),
            new ChatEvent.ReasoningDelta(0, "Hm"),
            new ChatEvent.TextDelta(0, "a"),
            new ChatEvent.ToolCallStarted(0, 0, "c", "f"),
            new ChatEvent.ToolCallDelta(0, 0, "{}"),
            new ChatEvent.ExtraAdded(-1, "service_tier", Json.of("\"flex\"")),
            new ChatEvent.UsageReported(Usage.counted(3, 4)),
            new ChatEvent.ChoiceFinished(0, FinishReason.TOOL_CALLS, "x"),
            ENDED);
    List<JsonObject> streamed = events(DIALECT.streamEncoder(WRITING), events);
    Bytes whole = DIALECT.writeWhole(events, WRITING);
    assertThat(streamed.get(streamed.size() - 1).getJsonObject("response"))
        .isEqualTo(new JsonObject(whole.utf8()));
    ResponseFold fold = new ResponseFold();
    DIALECT.decodeWhole(whole, new Reading(false, true, 1 << 20)).forEach(fold::add);
    assertThat(fold.response().text()).isEqualTo("a");
    assertThat(fold.response().extras()).containsEntry("service_tier", Json.of("\"flex\""));
  }

  @Test
  void keepsTheConnectionAliveWithAComment() {
    assertThat(DIALECT.streamEncoder(WRITING).keepAlive().utf8()).matches(":.*\n\n");
  }

  private static ChatEvent nativeBytes(Bytes bytes) {
    return new ChatEvent.NativeBytes(bytes, true);
  }

  private static List<JsonObject> events(StreamEncoder encoder, ChatEvent... events) {
    return events(encoder, List.of(events));
  }

  private static List<JsonObject> events(StreamEncoder encoder, List<ChatEvent> events) {
    List<JsonObject> told = new ArrayList<>();
    for (ChatEvent event : events) {
      Bytes bytes = encoder.encode(List.of(event));
      told.addAll(bytes == null ? List.of() : PlainAnswer.chunks(bytes.utf8()));
    }
    return told;
  }
}
