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

/** Where the network cuts lines must not matter. */
class NdjsonFramerProperties {

  @Property(tries = 300)
  void everyCutIntoTwoGivesTheSameFrames(@ForAll("streams") byte[] stream) {
    List<WireFrame> whole = frames(stream, List.of(), 1 << 16);
    for (int cut = 0; cut <= stream.length; cut++) {
      assertThat(frames(stream, List.of(cut), 1 << 16)).isEqualTo(whole);
    }
  }

  @Property(tries = 500)
  void anyCutIntoManyGivesTheSameFrames(
      @ForAll("streams") byte[] stream, @ForAll("cuts") List<Integer> cuts) {
    assertThat(frames(stream, cuts, 1 << 16)).isEqualTo(frames(stream, List.of(), 1 << 16));
  }

  @Property(tries = 300)
  void objectsComeOutAsTheyWentInWhateverIsBetweenThem(
      @ForAll("objects") List<String> objects, @ForAll("between") List<String> between) {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < objects.size(); i++) {
      stream.append(objects.get(i)).append(between.get(i));
    }
    assertThat(frames(stream.toString().getBytes(UTF_8), List.of(), 1 << 16))
        .extracting(frame -> frame.data().utf8())
        .isEqualTo(objects);
  }

  @Property(tries = 500)
  void noFrameIsLargerThanTheLimitAndNothingButARefusalIsThrown(@ForAll("streams") byte[] stream) {
    try {
      assertThat(frames(stream, List.of(), 8)).allMatch(frame -> frame.data().length() <= 8);
    } catch (DialectException refused) {
      assertThat(refused.getMessage()).contains("more than 8 bytes");
    }
  }

  @Property(tries = 500)
  void takesAnyBytes(@ForAll byte[] stream, @ForAll("cuts") List<Integer> cuts) {
    assertThat(frames(stream, cuts, 1 << 16)).isEqualTo(frames(stream, List.of(), 1 << 16));
  }

  private static List<WireFrame> frames(byte[] stream, List<Integer> cuts, int limit) {
    NdjsonFramer framer = new NdjsonFramer(limit);
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
    Arbitrary<String> pieces =
        Arbitraries.of(
            "{\"a\":\"\u00E9\u20AC\uD83D\uDE00\"}",
            "{\"a\":{\"b\":[1,{}]}}",
            "{\"a\":\"}\\\"{\"}",
            "\"\\\\\"",
            "{",
            "}",
            "[",
            "\"",
            "\\",
            "7",
            "\uFEFF",
            "<html>",
            " ",
            "");
    return Combinators.combine(pieces, Arbitraries.of("", "\n", "\r\n", "\n\n", "\r", " "))
        .as((piece, end) -> piece + end)
        .list()
        .ofMaxSize(12)
        .map(all -> String.join("", all).getBytes(UTF_8));
  }

  @Provide
  Arbitrary<List<String>> objects() {
    return Arbitraries.of(
            "{}",
            "{\"a\":\"\u00E9\u20AC\uD83D\uDE00\"}",
            "{\"a\":{\"b\":[1,{}]}}",
            "{\"a\":\"}\\\"{\\\\\"}",
            "{\"a\":\"\\n\"}")
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<String>> between() {
    return Arbitraries.of("", "\n", "\r\n", "\n\n", "\r", " ", "\t\n").list().ofSize(8);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 200).list().ofMaxSize(40);
  }
}
