package io.lattice.core.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.Writing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder a case: {@code stream.sse} as a provider sends it, {@code typed.txt} the events that
 * it means, {@code native.txt} what is passed on to a caller of the same dialect, and {@code
 * written.sse} the typed events written for one, whose stream is then read again.
 */
class GoldenStreamsTest {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();
  private static final Reading TYPED = new Reading(false, true, 1 << 20);
  private static final Reading NATIVE = new Reading(true, true, 1 << 20);
  private static final Bytes REQUEST =
      Bytes.utf8("{\"model\":\"our-model\",\"input\":\"Hi\",\"temperature\":0.5,\"user\":null}");
  private static final Writing WRITING =
      new Writing("ours", "our-model", 7, true, StreamFraming.USUAL, REQUEST);

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(GoldenStreamsTest.class.getResource("/dialect/responses"))
                .toURI());
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansTheseEvents(Path folder) {
    assertThat(shown(decode(folder, TYPED))).isEqualTo(read(folder, "typed.txt"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isPassedOnLikeThis(Path folder) {
    assertThat(shown(decode(folder, NATIVE))).isEqualTo(read(folder, "native.txt"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWrittenLikeThisInOneBatchOrInMany(Path folder) {
    List<ChatEvent> events = decode(folder, TYPED);
    assertThat(encode(List.of(events))).isEqualTo(read(folder, "written.sse"));
    assertThat(encode(events.stream().map(List::of).toList()))
        .isEqualTo(read(folder, "written.sse"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysTheSameWhenWhatWasWrittenIsReadAgain(Path folder) {
    List<ChatEvent> events = decode(folder, TYPED);
    byte[] written = read(folder, "written.sse").getBytes(StandardCharsets.UTF_8);
    List<ChatEvent> again = decode(TYPED, written, written.length);
    // Of a failure nothing is read behind its first word, so neither is the usage.
    boolean failed = events.get(events.size() - 1) instanceof ChatEvent.MessageFailed;
    events.removeIf(event -> failed && event instanceof ChatEvent.UsageReported);
    assertThat(PlainAnswer.ofEvents(again)).isEqualTo(PlainAnswer.ofEvents(events));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansTheSameWhereverItIsCut(Path folder) {
    byte[] stream = bytes(folder, "stream.sse");
    for (Reading reading : List.of(TYPED, NATIVE)) {
      String expected = said(decode(folder, reading));
      for (int cut = 0; cut <= stream.length; cut++) {
        assertThat(said(decode(reading, stream, cut))).isEqualTo(expected);
      }
    }
  }

  static List<ChatEvent> decode(Path folder, Reading reading) {
    byte[] stream = bytes(folder, "stream.sse");
    return decode(reading, stream, stream.length);
  }

  private static List<ChatEvent> decode(Reading reading, byte[] stream, int cut) {
    Framer framer = DIALECT.framer(1 << 20);
    StreamDecoder decoder = DIALECT.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    events.addAll(decoder.decode(framer.push(stream, 0, cut)));
    events.addAll(decoder.decode(framer.push(stream, cut, stream.length - cut)));
    events.addAll(decoder.decode(framer.end()));
    events.addAll(decoder.end());
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.Terminal.class);
    return events;
  }

  private static String encode(List<List<ChatEvent>> batches) {
    StreamEncoder encoder = DIALECT.streamEncoder(WRITING);
    StringBuilder body = new StringBuilder();
    for (List<ChatEvent> batch : batches) {
      Bytes piece = encoder.encode(batch);
      body.append(piece == null ? "" : piece.utf8());
    }
    return body.toString();
  }

  private static String shown(List<ChatEvent> events) {
    return events.stream().map(GoldenStreamsTest::shown).collect(Collectors.joining());
  }

  private static String shown(ChatEvent event) {
    return event instanceof ChatEvent.NativeBytes bytes
        ? "NativeBytes[hasContent=" + bytes.hasContent() + "]\n" + bytes.bytes().utf8()
        : event.toString().replace("\n", "\\n") + "\n";
  }

  /** The same however many pieces of bytes there are. */
  private static String said(List<ChatEvent> events) {
    StringBuilder passed = new StringBuilder();
    StringBuilder told = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes bytes) {
        passed.append(bytes.bytes().utf8());
      } else {
        told.append(event);
      }
    }
    return passed.append(told).toString();
  }

  private static String read(Path folder, String file) {
    return Bytes.wrap(bytes(folder, file)).utf8();
  }

  private static byte[] bytes(Path folder, String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
