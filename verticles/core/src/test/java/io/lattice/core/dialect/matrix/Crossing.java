package io.lattice.core.dialect.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.ResponseFold;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.Writing;
import io.lattice.core.dialect.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The way from a caller of one dialect to a provider of another and back. Every dialect speaks both
 * sides, so that its own other half says what a caller or a provider would say, and hears what it
 * would hear.
 */
record Crossing(Spoken face, Spoken provider) {
  private static final Reading TYPED = new Reading(false, true, 1 << 20);
  private static final Writing WRITING = new Writing("answer_1", "m", 1_780_000_000, true);
  private static final UpstreamTarget TARGET = new UpstreamTarget("m", true, true);

  /** How a question comes through, as far as the face can say it. */
  String ask(ChatRequest question) {
    WrittenRequest asked;
    try {
      asked = face.dialect().writeRequest(question, TARGET);
    } catch (DialectException wordless) {
      return "cannot be asked at this face";
    }
    ChatRequest heard = face.dialect().readRequest(asked.body(), "m");
    if (asked.adaptation().isNone() && !Sense.of(heard).equals(Sense.of(question))) {
      return Verdict.lost(Sense.of(question), Sense.of(heard));
    }
    return pass(heard, Sense::of);
  }

  private String pass(ChatRequest heard, Function<ChatRequest, List<String>> sense) {
    try {
      WrittenRequest passed = provider.dialect().writeRequest(heard, TARGET);
      ChatRequest arrived = provider.dialect().readRequest(passed.body(), "m");
      return Verdict.ofQuestion(sense.apply(heard), sense.apply(arrived), passed.adaptation());
    } catch (DialectException refused) {
      return "refused: " + refused.error().message();
    }
  }

  /** How an answer comes through. */
  String answer(Said said, boolean streamed) {
    List<ChatEvent> from = carry(provider.dialect(), said.said(name()), streamed);
    List<ChatEvent> to = carry(face.dialect(), from, streamed);
    String end = last(to).getClass().getSimpleName();
    return end.equals(last(from).getClass().getSimpleName())
        ? Verdict.ofAnswer(Sense.of(fold(from)), Sense.of(fold(to)))
        : Verdict.LOST + ": ended by " + end;
  }

  /**
   * How reasoning comes back to the provider that signed it, by way of a caller who puts the answer
   * into the next question as it is.
   */
  String back(Said said) {
    List<ChatEvent> from = carry(provider.dialect(), said.said(name()), false);
    List<String> proofs = Sense.proofs(List.of(fold(from).choices().get(0).message()));
    Bytes shown = face.dialect().writeWhole(from, WRITING);
    ChatRequest next = ChatRequest.to("m").user("Why?").build();
    Bytes asked = face.dialect().writeRequest(next, TARGET).body();
    ChatRequest heard = face.dialect().readRequest(face.echo().into(asked, shown), "m");
    List<String> returned = Sense.proofs(heard.messages());
    return returned.equals(proofs)
        ? pass(heard, request -> Sense.proofs(request.messages()))
        : Verdict.lost(proofs, returned);
  }

  private String name() {
    return provider.dialect().name();
  }

  /** The events as they are read from what a dialect makes of them. */
  private static List<ChatEvent> carry(Dialect dialect, List<ChatEvent> events, boolean streamed) {
    if (!streamed) {
      return dialect.decodeWhole(dialect.writeWhole(events, WRITING), TYPED);
    }
    Bytes stream = Objects.requireNonNull(dialect.streamEncoder(WRITING).encode(events), "bytes");
    byte[] bytes = stream.utf8().getBytes(UTF_8);
    Framer framer = dialect.framer(1 << 20);
    StreamDecoder decoder = dialect.streamDecoder(TYPED);
    List<ChatEvent> carried = new ArrayList<>(decoder.decode(framer.push(bytes, 0, bytes.length)));
    carried.addAll(decoder.decode(framer.end()));
    carried.addAll(decoder.end());
    return carried;
  }

  private static ChatResponse fold(List<ChatEvent> events) {
    ResponseFold fold = new ResponseFold();
    events.forEach(fold::add);
    return fold.response();
  }

  private static ChatEvent last(List<ChatEvent> events) {
    return events.get(events.size() - 1);
  }
}
