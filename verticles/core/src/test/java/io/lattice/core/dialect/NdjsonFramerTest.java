package io.lattice.core.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonFramerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':1}N{'b':2}N             | {'a':1};{'b':2}",
        "{'a':1}RN{'b':2}RN           | {'a':1};{'b':2}",
        "NN{'a':1}N N RNN{'b':2}N     | {'a':1};{'b':2}",
        "{'a':1}{'b':2}N              | {'a':1};{'b':2}",
        "{'a':1} {'b':[2]}[3]N        | {'a':1};{'b':[2]};[3]",
        "{'a':1}N{'b':2}              | {'a':1};{'b':2}",
        "B{'a':1}N                    | {'a':1}",
        "  {'a':1}  N                 | {'a':1}",
        "{'a':'}{' }N                 | {'a':'}{' }",
        "{'a':'Q}{'}{'b':2}N         | {'a':'Q}{'};{'b':2}",
        "{'a':'QQ'}{'b':2}N           | {'a':'QQ'};{'b':2}",
        "{'a':1N{'b':2}N              | {'a':1;{'b':2}",
        "{'a':'xN{'b':2}N             | {'a':'x;{'b':2}",
        "nonsenseN}N7N                | nonsense;};7",
        "7                            | 7",
      })
  void cutsValues(String stream, String frames) {
    String bytes = stream.replace('N', '\n').replace('R', '\r').replace('B', '\uFEFF');
    assertThat(framesOf(said(bytes), 100)).containsExactly(said(frames).split(";"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"{'a':", "{'a':1", "[", "'a", "{'a':1}N{", "{'a':1}N{'b':'}"})
  void dropsAValueThatTheConnectionsEndCut(String stream) {
    List<String> frames = framesOf(said(stream.replace('N', '\n')), 100);
    assertThat(frames).hasSize(stream.contains("N") ? 1 : 0);
  }

  @Test
  void givesAValueAsSoonAsItIsComplete() {
    byte[] bytes = "{\"a\":1}".getBytes(UTF_8);
    assertThat(new NdjsonFramer(100).push(bytes, 0, bytes.length)).hasSize(1);
  }

  @Test
  void refusesAValueBeyondTheLimitWhereverItIsCut() {
    String value = "{\"a\":\"" + "x".repeat(100) + "\"}\n";
    assertThatThrownBy(() -> framesOf(value, 50))
        .isInstanceOf(DialectException.class)
        .hasMessageContaining("more than 50 bytes");
    byte[] bytes = value.getBytes(UTF_8);
    assertThatThrownBy(() -> new NdjsonFramer(50).push(bytes, 0, bytes.length))
        .isInstanceOf(DialectException.class);
    assertThat(framesOf("{\"a\":1}\n".repeat(100), 50)).hasSize(100);
  }

  /** The quotes of JSON are written as apostrophes above, and Q is one behind a backslash. */
  private static String said(String text) {
    return text.replace("QQ", "\\\\").replace("Q", "\\\"").replace('\'', '"');
  }

  private static List<String> framesOf(String text, int limit) {
    NdjsonFramer framer = new NdjsonFramer(limit);
    List<WireFrame> frames = new ArrayList<>();
    for (byte b : text.getBytes(UTF_8)) {
      frames.addAll(framer.push(new byte[] {b}, 0, 1));
    }
    frames.addAll(framer.end());
    return frames.stream().map(frame -> frame.data().utf8()).toList();
  }
}
