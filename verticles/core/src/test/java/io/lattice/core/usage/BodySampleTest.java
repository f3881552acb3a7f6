package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent.NativeBytes;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodySampleTest {
  private final AtomicLong looked = new AtomicLong();

  /** A token for every four characters, that tells how many it looked at. */
  private final TokenEstimate tokens =
      text -> {
        looked.addAndGet(text.length());
        return (text.length() + 3L) / 4;
      };

  private long input(String content) {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}";
    return InputEstimate.of(new ChatCall.Native("openai", Bytes.utf8(body), false), tokens);
  }

  /** An event loop has no time for a megabyte. */
  @Test
  void ofAMegabyteSomeKibibytesAreLookedAt() {
    assertThat(input('"' + "So it goes on. ".repeat(70_000) + '"'))
        .isCloseTo(262_500, within(5_000L));
    assertThat(looked).hasValueLessThan(5_000);
  }

  @Test
  void whatIsAllBase64IsAPictureAndNotText() {
    String picture =
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}"
            .formatted("iVBORw0KGgo+/8".repeat(100_000));
    String text = "{\"type\":\"text\",\"text\":\"%s\"}".formatted("What is it? ".repeat(1_000));

    assertThat(input('[' + picture + ',' + text + ',' + picture + ']'))
        .isCloseTo(2 * Prompt.MEDIUM_TOKENS + 3_000, within(1_500L));
  }

  @Test
  void charactersThatWereEscapedCountOnce() {
    String plain = "für die Größe ".repeat(10_000);
    String escaped = plain.replace("ü", "\\u00fc").replace("ö", "\\u00f6").replace("ß", "\\u00df");

    double sameText = input('"' + plain + '"') * 1.0 / input('"' + escaped + '"');

    assertThat(sameText).isBetween(0.8, 1.25);
  }

  @Test
  void aPieceMayBeginAndEndAnywhere() {
    assertThat(input('"' + "語\\u8a9e\\n🙂".repeat(5_000) + '"')).isPositive();
    assertThat(input('"' + "\\\\".repeat(40_000) + '"')).isPositive();
  }

  @Test
  void anAnswerThatCameAsOneLongBodyIsSampledToo() {
    OutputEstimate output = new OutputEstimate();
    String text = "So it goes on. ".repeat(70_000);

    output.add(
        new NativeBytes(
            Bytes.utf8("{\"choices\":[{\"message\":{\"content\":\"" + text + "\"}}]}"), true));

    assertThat(output.tokens(tokens)).isCloseTo(262_500, within(5_000L));
    assertThat(looked).hasValueLessThan(5_000);
  }
}
