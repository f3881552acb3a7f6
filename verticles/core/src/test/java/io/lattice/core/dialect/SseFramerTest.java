package io.lattice.core.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseFramerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: one\n\ndata: two\n\n",
        "data: one\r\n\r\ndata: two\r\n\r\n",
        "data: one\r\rdata: two\r\r",
        "data: one\r\n\ndata: two\n\r\n",
        "data: one\n\rdata: two\r\r\n",
        "data:one\n\ndata:two\n\n",
        "\u00EF\u00BB\u00BFdata: one\n\ndata: two\n\n",
        ": ping\ndata: one\n:\n\n\n\nid: 7\nretry: 3\nunknown\ndata: two\n\n"
      })
  void endsLinesAtAnyOfTheThreeWaysAndIgnoresWhatSaysNothing(String text) {
    assertThat(framesOf(text)).containsExactly(frame(null, "one"), frame(null, "two"));
  }

  @Test
  void joinsLinesOfDataWithALineFeedAndKeepsTheNameOfTheEvent() {
    assertThat(framesOf("event: error\ndata: a\ndata:\ndata:  b\n\ndata: c\n\n"))
        .containsExactly(frame("error", "a\n\n b"), frame(null, "c"));
  }

  @Test
  void givesAnEventWhoseDataIsEmptyAndNoneThatHasNoData() {
    assertThat(framesOf("data\n\nevent: lonely\n\ndata: x\n\n"))
        .containsExactly(frame(null, ""), frame(null, "x"));
  }

  @Test
  void takesNothingForDataThatOnlyBeginsLikeIt() {
    assertThat(framesOf("database: x\n data: y\nData: z\n\n")).isEmpty();
  }

  @Test
  void dropsTheLastEventWhereNoBlankLineEndsIt() {
    assertThat(framesOf("data: one\n\ndata: two\n")).containsExactly(frame(null, "one"));
    assertThat(framesOf("data: one\n\ndata: two")).containsExactly(frame(null, "one"));
  }

  @Test
  void skipsAByteOrderMarkOnlyAtTheStart() {
    assertThat(framesOf("\n\u00EF\u00BB\u00BFdata: one\n\n")).isEmpty();
  }

  @Test
  void refusesAnEventBeyondTheLimitBeforeItsEndIsSeen() {
    SseFramer framer = new SseFramer(16);
    byte[] piece = "data: 12345".getBytes(UTF_8);
    framer.push(piece, 0, piece.length);
    assertThatThrownBy(() -> framer.push(piece, 0, piece.length))
        .isInstanceOfSatisfying(
            DialectException.class,
            e -> assertThat(e.error().kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL));
  }

  @Test
  void refusesAnEventOfManyShortLinesBeyondTheLimit() {
    byte[] bytes = "data: 123\n".repeat(5).getBytes(UTF_8);
    assertThatThrownBy(() -> new SseFramer(16).push(bytes, 0, bytes.length))
        .hasMessageContaining("more than 16 bytes");
  }

  @Test
  void looksOnlyAtTheGivenPieceOfAnArray() {
    byte[] bytes = "xxdata: one\n\nyy".getBytes(UTF_8);
    assertThat(new SseFramer(100).push(bytes, 2, bytes.length - 4))
        .containsExactly(frame(null, "one"));
  }

  private static List<WireFrame> framesOf(String latin1) {
    byte[] bytes = latin1.getBytes(ISO_8859_1);
    return new SseFramer(1000).push(bytes, 0, bytes.length);
  }

  private static WireFrame frame(@Nullable String name, String data) {
    return new WireFrame(name, Bytes.utf8(data));
  }
}
