package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.NativeBytes;
import io.lattice.api.chat.ChatEvent.ReasoningDelta;
import io.lattice.api.chat.ChatEvent.TextDelta;
import org.junit.jupiter.api.Test;

class OutputEstimateTest {
  /** A token for each character, so that a test can count. */
  private static final TokenEstimate CHARACTERS = CharSequence::length;

  private final OutputEstimate output = new OutputEstimate();

  private static ChatEvent frame(String json) {
    return new NativeBytes(Bytes.utf8("data: " + json + "\n\n"), true);
  }

  @Test
  void countsWhatIsSaidAndThought() {
    output.add(new TextDelta(0, "abc"));
    output.add(new ReasoningDelta(0, "de"));

    assertThat(output.tokens(CHARACTERS)).isEqualTo(5);
  }

  @Test
  void aLongAnswerIsTakenToGoOnAsItBegan() {
    for (int i = 0; i < 1_000; i++) {
      output.add(new TextDelta(0, "abcdefghij"));
    }

    assertThat(output.tokens(text -> text.length() / 2)).isEqualTo(5_000);
  }

  @Test
  void ofFramesTheTextIsCountedAndNotTheEnvelope() {
    output.add(frame("{\"id\":\"chatcmpl-1\",\"choices\":[{\"delta\":{\"content\":\"abc\"}}]}"));
    output.add(frame("{\"id\":\"chatcmpl-1\",\"choices\":[{\"delta\":{\"content\":\"de\"}}]}"));

    assertThat(output.tokens(CHARACTERS)).isEqualTo(5);
  }

  /** T2: never 0 for something. */
  @Test
  void everyFrameThatSaysSomethingIsATokenAtLeast() {
    output.add(frame("{\"unheard_of\":1}"));
    output.add(frame("{\"unheard_of\":2}"));

    assertThat(output.tokens(CHARACTERS)).isEqualTo(2);
  }

  @Test
  void nothingSaidIsNothing() {
    output.add(new NativeBytes(Bytes.utf8(": ping\n\n"), false));

    assertThat(output.tokens(CHARACTERS)).isZero();
  }
}
