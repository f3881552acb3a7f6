package io.lattice.core.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SniffingFramerTest {

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":\n\n1}", "[1]\n\n", "<html>\n\ndata: x\n\n</html>"})
  void takesABodyThatIsNoStreamForOneFrame(String body) {
    assertThat(framesOf("\uFEFF\r\n  " + body, 1000))
        .containsExactly(new WireFrame(null, Bytes.utf8(body)));
  }

  @Test
  void leavesAStreamToTheStreamsOwnFramer() {
    assertThat(framesOf("\n: hello\ndata: {}\n\n", 1000))
        .containsExactly(new WireFrame(null, Bytes.utf8("{}")));
  }

  @Test
  void givesNothingForNothing() {
    assertThat(framesOf(" \n\n", 1000)).isEmpty();
  }

  @Test
  void refusesABodyBeyondTheLimit() {
    assertThatThrownBy(() -> framesOf("{\"a\":\"" + "x".repeat(100), 50))
        .isInstanceOf(DialectException.class);
  }

  private static List<WireFrame> framesOf(String text, int limit) {
    SniffingFramer framer = new SniffingFramer(limit, SseFramer::new);
    List<WireFrame> frames = new ArrayList<>();
    for (byte b : text.getBytes(UTF_8)) {
      frames.addAll(framer.push(new byte[] {b}, 0, 1));
    }
    frames.addAll(framer.end());
    return frames;
  }
}
