package io.lattice.core.dialect.ollama;

import static io.lattice.core.dialect.ollama.Streams.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.Writing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a provider sends is an answer or a typed failure, and can be shown to a caller. */
class AnswerProperties {
  private static final int MAX_BYTES = 1 << 16;
  private static final Reading AGAIN = new Reading(false, true, 1 << 24);
  private static final Writing WRITING = new Writing("id", "model", 1, true);

  private static final List<String> NAMES =
      List.of(
          "model",
          "created_at",
          "message",
          "role",
          "content",
          "thinking",
          "tool_calls",
          "images",
          "id",
          "index",
          "function",
          "name",
          "arguments",
          "done",
          "done_reason",
          "error",
          "logprobs",
          "token",
          "prompt_eval_count",
          "eval_count",
          "total_duration",
          "embeddings",
          "models",
          "x");

  @Property(tries = 500)
  void endsAnyStreamWithExactlyOneTerminalEventWhereverItIsCut(
      @ForAll("streams") byte[] stream,
      @ForAll("cuts") List<Integer> cuts,
      @ForAll boolean isNative) {
    Reading reading = new Reading(isNative, true, MAX_BYTES);
    List<ChatEvent> events = decode(stream, List.of(), reading);
    check(events);
    List<ChatEvent> inPieces = decode(stream, cuts, reading);
    assertThat(Streams.told(inPieces)).isEqualTo(Streams.told(events));
    assertThat(Streams.passed(inPieces)).isEqualTo(Streams.passed(events));
  }

  @Property(tries = 500)
  void endsAnyBytesWithExactlyOneTerminalEvent(@ForAll byte[] body, @ForAll boolean isNative) {
    Reading reading = new Reading(isNative, true, MAX_BYTES);
    check(decode(body, List.of(), reading));
    check(DIALECT.decodeWhole(Bytes.wrap(body), reading));
    check(Embeddings.read(Bytes.wrap(body), 1, MAX_BYTES));
  }

  @Property(tries = 500)
  void endsAnyWholeBodyWithExactlyOneTerminalEvent(
      @ForAll("lines") String body, @ForAll boolean isNative) {
    check(DIALECT.decodeWhole(Bytes.utf8(body), new Reading(isNative, true, MAX_BYTES)));
    check(Embeddings.read(Bytes.utf8(body), 1, MAX_BYTES));
  }

  @Property(tries = 300)
  void readsAnyFailure(@ForAll("lines") String body, @ForAll("statuses") int status) {
    assertThat(DIALECT.readError(status, name -> null, Bytes.utf8(body)).message()).isNotBlank();
  }

  @Property(tries = 300)
  void endsARecordingOfWhichAByteIsChanged(
      @ForAll("places") int place, @ForAll byte changed, @ForAll boolean isNative) {
    byte[] stream =
        ("{\"model\":\"m\",\"message\":{\"content\":\"a\",\"tool_calls\":[{\"function\":"
                + "{\"name\":\"f\",\"arguments\":{}}}]}}\n"
                + "{\"message\":{},\"done\":true,\"prompt_eval_count\":3}\n")
            .getBytes(StandardCharsets.UTF_8);
    stream[place % stream.length] = changed;
    check(decode(stream, List.of(), new Reading(isNative, true, MAX_BYTES)));
  }

  private static List<ChatEvent> decode(byte[] stream, List<Integer> cuts, Reading reading) {
    Framer framer = DIALECT.framer(MAX_BYTES);
    StreamDecoder decoder = DIALECT.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    int start = 0;
    try {
      for (int cut : new TreeSet<>(cuts)) {
        int end = Math.min(cut, stream.length);
        events.addAll(decoder.decode(framer.push(stream, start, end - start)));
        start = end;
      }
      events.addAll(decoder.decode(framer.push(stream, start, stream.length - start)));
      events.addAll(decoder.decode(framer.end()));
    } catch (DialectException refused) {
      assertThat(refused.error().message()).isNotBlank();
    }
    events.addAll(decoder.end());
    return events;
  }

  private static void check(List<ChatEvent> events) {
    Streams.checkEnd(events);
    Usage usage = PlainAnswer.usageOf(events);
    if (usage != null) {
      assertThat(usage.inputTokens()).isBetween(0L, 1_000_000_000L);
      assertThat(usage.outputTokens()).isBetween(0L, 1_000_000_000L);
    }
    if (events.stream().noneMatch(ChatEvent.NativeBytes.class::isInstance)) {
      checkWritten(events);
    }
  }

  /** Our own words are read again, and say the same. */
  private static void checkWritten(List<ChatEvent> events) {
    Bytes written =
        Objects.requireNonNull(
            DIALECT.streamEncoder(WRITING).encode(events), "the end says something");
    List<ChatEvent> read = decode(written.array(), List.of(), AGAIN);
    if (Streams.last(events) instanceof ChatEvent.MessageEnded
        && events.stream().noneMatch(ChatEvent.VectorsAdded.class::isInstance)) {
      assertThat(said(read)).isEqualTo(said(events));
      Bytes whole = DIALECT.writeWhole(events, WRITING);
      assertThat(said(DIALECT.decodeWhole(whole, AGAIN))).isEqualTo(said(events));
    } else {
      assertThat(Streams.kindOf(read) == null)
          .isEqualTo(Streams.last(events) instanceof ChatEvent.MessageEnded);
    }
  }

  /** Text, thoughts, calls, log probabilities and usage of an answer. */
  private static String said(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    ChatResponse response = fold.response();
    List<Part> parts =
        response.choices().isEmpty() ? List.of() : response.choices().get(0).message().parts();
    String calls =
        parts.stream()
            .filter(Part.ToolCall.class::isInstance)
            .map(Part.ToolCall.class::cast)
            .map(call -> call.name() + Arguments.object(call.arguments()))
            .collect(Collectors.joining());
    String thoughts =
        parts.stream()
            .filter(Part.Reasoning.class::isInstance)
            .map(part -> ((Part.Reasoning) part).text())
            .collect(Collectors.joining());
    return thoughts
        + "|"
        + response.text()
        + "|"
        + calls
        + "|"
        + PlainAnswer.counts(response.usage());
  }

  @Provide
  Arbitrary<byte[]> streams() {
    return Combinators.combine(lines(), Arbitraries.of("\n", "\r\n", "\n\n", "", " "))
        .as((line, end) -> line + end)
        .list()
        .ofMaxSize(5)
        .map(all -> String.join("", all).getBytes(StandardCharsets.UTF_8));
  }

  /** Lines that are nearly an answer's, and others. */
  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> odd =
        Arbitraries.of("", "7", "null", "[]", "<html>", "{", "{\"error\":\"broken\"}", "x{}");
    Arbitrary<String> answers =
        Combinators.combine(
                LineTexts.objects(NAMES),
                Arbitraries.of("true", "false", "null", "1", "\"true\""),
                Arbitraries.of("\"stop\"", "\"length\"", "null", "7"),
                Arbitraries.of("3", "-3", "1e400", "null", "\"3\"", "{}"))
            .as(
                (message, done, reason, count) ->
                    "{\"message\":"
                        + message
                        + ",\"done\":"
                        + done
                        + ",\"done_reason\":"
                        + reason
                        + ",\"prompt_eval_count\":"
                        + count
                        + "}");
    return Arbitraries.frequencyOf(
        Tuple.of(6, answers), Tuple.of(2, LineTexts.objects(NAMES)), Tuple.of(1, odd));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 400).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 1_000);
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.of(400, 401, 403, 404, 413, 429, 500, 502, 503, 504);
  }
}
