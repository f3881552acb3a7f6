package io.lattice.core.usage;

import io.lattice.api.chat.Bytes;
import java.util.List;

/** The text in frames of a provider's own: server-sent events, lines of JSON, or a whole body. */
final class FrameText {
  private FrameText() {}

  /** Everything said in them, joined as it was said. */
  static String of(List<Bytes> frames) {
    Said said = new Said();
    frames.forEach(frame -> read(frame.utf8(), said));
    return said.text.toString();
  }

  private static final class Said implements BodyText.Sink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void text(String words) {
      text.append(words);
    }
  }

  private static void read(String frame, Said said) {
    if (frame.startsWith("{") || frame.startsWith("[")) {
      BodyText.read(Bytes.utf8(frame), said);
      return;
    }
    for (String line : frame.split("\\R")) {
      if (line.startsWith("data:")) {
        BodyText.read(Bytes.utf8(line.substring("data:".length())), said);
      }
    }
  }
}
