package io.lattice.core.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Where the network cuts must not matter. */
class FramerProperties {

  @Property(tries = 300)
  void everyCutIntoTwoGivesTheSameFrames(@ForAll("streams") byte[] stream) {
    List<WireFrame> whole = frames(new SseFramer(1 << 16), stream, List.of());
    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(frames(new SseFramer(1 << 16), stream, List.of(cut))).isEqualTo(whole);
    }
  }

  @Property(tries = 500)
  void anyCutIntoManyGivesTheSameFrames(
      @ForAll("streams") byte[] stream, @ForAll("cuts") List<Integer> cuts) {
    assertThat(frames(new SseFramer(1 << 16), stream, cuts))
        .isEqualTo(frames(new SseFramer(1 << 16), stream, List.of()));
  }

  @Property(tries = 500)
  void sniffingGivesTheSameFramesWhereverItIsCut(
      @ForAll("streams") byte[] stream, @ForAll("cuts") List<Integer> cuts) {
    assertThat(frames(new SniffingFramer(1 << 16, SseFramer::new), stream, cuts))
        .isEqualTo(frames(new SniffingFramer(1 << 16, SseFramer::new), stream, List.of()));
  }

  @Property(tries = 500)
  void noFrameIsLargerThanTheLimitAndNothingButARefusalIsThrown(@ForAll("streams") byte[] stream) {
    try {
      assertThat(frames(new SseFramer(8), stream, List.of()))
          .allMatch(frame -> frame.data().length() <= 8);
    } catch (DialectException refused) {
      assertThat(refused.getMessage()).contains("more than 8 bytes");
    }
  }

  private static List<WireFrame> frames(Framer framer, byte[] stream, List<Integer> cuts) {
    List<WireFrame> frames = new ArrayList<>();
    int start = 0;
    for (int cut : new TreeSet<>(cuts)) {
      int end = Math.min(cut, stream.length);
      byte[] piece = Arrays.copyOfRange(stream, start, end);
      frames.addAll(framer.push(piece, 0, piece.length));
      // The caller may use its buffer again.
      Arrays.fill(piece, (byte) 'X');
      start = end;
    }
    frames.addAll(framer.push(stream, start, stream.length - start));
    frames.addAll(framer.end());
    return frames;
  }

  @Provide
  Arbitrary<byte[]> streams() {
    Arbitrary<String> ends = Arbitraries.of("\n", "\r", "\r\n", "\n\n", "\r\n\r\n", "\r\r");
    Arbitrary<String> lines =
        Arbitraries.of(
            "data: {\"a\":\"\u00E9\u20AC\uD83D\uDE00\"}",
            "data:",
            "data",
            "data: [DONE]",
            "event: error",
            "event:",
            ": comment",
            "id: 1",
            "\uFEFF",
            "\uFEFFdata: x",
            "{\"error\":1}",
            "<html>",
            " ",
            "");
    return Combinators.combine(lines, ends)
        .as((line, end) -> line + end)
        .list()
        .ofMaxSize(12)
        .map(all -> String.join("", all).getBytes(UTF_8));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 200).list().ofMaxSize(40);
  }
}
