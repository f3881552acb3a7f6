package io.lattice.core.usage;

import io.lattice.api.chat.Bytes;
import java.util.List;

/** The text in frames of a provider's own: server-sent events, lines of JSON, or a whole body. */
final class FrameText {
  private static final String DATA = "data:";

  private FrameText() {}

  /** How many tokens is said in them, one after the other. */
  static long tokens(List<Bytes> frames, TokenEstimate estimate) {
    Said said = new Said();
    long sampled = 0;
    for (Bytes frame : frames) {
      if (BodySample.isFor(frame)) {
        sampled += BodySample.tokens(frame, estimate, said::medium);
      } else {
        read(frame.utf8(), said);
      }
    }
    return sampled + estimate.tokens(said.text);
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
    frame
        .lines()
        .filter(line -> line.startsWith(DATA))
        .forEach(line -> BodyText.read(Bytes.utf8(line.substring(DATA.length())), said));
  }
}
