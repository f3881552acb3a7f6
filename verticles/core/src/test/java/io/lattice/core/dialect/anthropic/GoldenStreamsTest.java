package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static io.lattice.core.dialect.anthropic.Answers.NATIVE;
import static io.lattice.core.dialect.anthropic.Answers.TYPED;
import static io.lattice.core.dialect.anthropic.Answers.decode;
import static io.lattice.core.dialect.anthropic.Answers.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.WireFrame;
import io.lattice.core.dialect.Writing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder a case: {@code stream.sse} as a provider sends it, {@code typed.txt} the events that
 * it means, {@code native.txt} what is passed on to a caller of the same dialect, and {@code
 * written.sse} the typed events written for one.
 */
class GoldenStreamsTest {
  private static final Writing WRITING = new Writing("ours", "our-model", 7, true);

  static Stream<Path> cases() throws IOException, URISyntaxException {
    String folder = "/dialect/anthropic";
    Path all = Path.of(Objects.requireNonNull(GoldenStreamsTest.class.getResource(folder)).toURI());
    try (Stream<Path> cases = Files.list(all)) {
      return cases.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansTheseEvents(Path folder) {
    assertThat(shown(decode(TYPED, read(folder, "stream.sse"))))
        .isEqualTo(read(folder, "typed.txt"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isPassedOnLikeThis(Path folder) {
    assertThat(shown(decode(NATIVE, read(folder, "stream.sse"))))
        .isEqualTo(read(folder, "native.txt"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWrittenLikeThisInOneBatchOrInMany(Path folder) {
    List<ChatEvent> events = decode(TYPED, read(folder, "stream.sse"));
    assertThat(encode(List.of(events))).isEqualTo(read(folder, "written.sse"));
    assertThat(encode(events.stream().map(List::of).toList()))
        .isEqualTo(read(folder, "written.sse"));
    CallerSideTest.checkOrder(read(folder, "written.sse"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meansTheSameWhereverItIsCut(Path folder) {
    byte[] stream = bytes(folder, "stream.sse");
    for (Reading reading : List.of(TYPED, NATIVE)) {
      String expected = said(decode(reading, read(folder, "stream.sse")));
      for (int cut = 0; cut <= stream.length; cut++) {
        List<WireFrame> frames = frames(stream, cut);
        assertThat(said(decode(reading, frames, frames.size() / 2))).isEqualTo(expected);
      }
    }
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
    return Answers.passed(events)
        + events.stream()
            .filter(event -> !(event instanceof ChatEvent.NativeBytes))
            .map(ChatEvent::toString)
            .collect(Collectors.joining());
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
