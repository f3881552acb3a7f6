package io.lattice.core.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
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
 * One folder a case: {@code stream.ndjson} as Ollama sends it, {@code typed.txt} the events that it
 * means, {@code native.txt} what is passed on to a caller of the same dialect, and {@code
 * written.ndjson} the typed events written for one.
 */
class GoldenStreamsTest {
  private static final Writing WRITING = new Writing("ours", "our-model", 7, true);

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(GoldenStreamsTest.class.getResource("/dialect/ollama")).toURI());
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansTheseEvents(Path folder) {
    assertThat(shown(decode(folder, Streams.TYPED))).isEqualTo(read(folder, "typed.txt"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isPassedOnLikeThis(Path folder) {
    assertThat(shown(decode(folder, Streams.NATIVE))).isEqualTo(read(folder, "native.txt"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWrittenLikeThisInOneBatchOrInMany(Path folder) {
    List<ChatEvent> events = decode(folder, Streams.TYPED);
    assertThat(encode(List.of(events))).isEqualTo(read(folder, "written.ndjson"));
    assertThat(encode(events.stream().map(List::of).toList()))
        .isEqualTo(read(folder, "written.ndjson"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansTheSameWhereverItIsCut(Path folder) {
    byte[] stream = bytes(folder, "stream.ndjson");
    for (Reading reading : List.of(Streams.TYPED, Streams.NATIVE)) {
      List<ChatEvent> expected = decode(folder, reading);
      for (int cut = 0; cut <= stream.length; cut++) {
        List<ChatEvent> events = decode(reading, stream, cut);
        assertThat(Streams.told(events)).isEqualTo(Streams.told(expected));
        assertThat(Streams.passed(events)).isEqualTo(Streams.passed(expected));
      }
    }
  }

  static List<ChatEvent> decode(Path folder, Reading reading) {
    byte[] stream = bytes(folder, "stream.ndjson");
    return decode(reading, stream, stream.length);
  }

  private static List<ChatEvent> decode(Reading reading, byte[] stream, int cut) {
    Framer framer = Streams.DIALECT.framer(1 << 20);
    StreamDecoder decoder = Streams.DIALECT.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    events.addAll(decoder.decode(framer.push(stream, 0, cut)));
    events.addAll(decoder.decode(framer.push(stream, cut, stream.length - cut)));
    events.addAll(decoder.decode(framer.end()));
    events.addAll(decoder.end());
    Streams.checkEnd(events);
    return events;
  }

  static String encode(List<List<ChatEvent>> batches) {
    StreamEncoder encoder = Streams.DIALECT.streamEncoder(WRITING);
    StringBuilder body = new StringBuilder();
    for (List<ChatEvent> batch : batches) {
      Bytes piece = encoder.encode(batch);
      body.append(piece == null ? "" : piece.utf8());
    }
    return body.toString();
  }

  static String shown(List<ChatEvent> events) {
    return events.stream().map(GoldenStreamsTest::shown).collect(Collectors.joining());
  }

  private static String shown(ChatEvent event) {
    return event instanceof ChatEvent.NativeBytes bytes
        ? "NativeBytes[hasContent=" + bytes.hasContent() + "]\n" + bytes.bytes().utf8()
        : event.toString().replace("\n", "\\n") + "\n";
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
