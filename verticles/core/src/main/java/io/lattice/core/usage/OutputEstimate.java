package io.lattice.core.usage;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * How many tokens an answer took so far, where its provider does not say. It keeps what it must to
 * tell at the end, and no more than some KiB of any answer: of a longer one the rest is taken to be
 * like its beginning. Confined to one attempt.
 *
 * <p>Of bytes that are passed on as they are nothing is read until somebody wants to know: then the
 * text in the first frames is compared with their length.
 */
public final class OutputEstimate {
  private static final int KEPT_FRAMES = 16;

  private final StringBuilder kept = new StringBuilder();
  private final List<Bytes> keptFrames = new ArrayList<>();
  private long characters;
  private long keptBytes;
  private long bytes;
  private long frames;

  /** The next event of the answer. */
  public void add(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      add(e.text());
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      add(e.text());
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      add(e.text());
    } else if (event instanceof ChatEvent.ToolCallStarted e) {
      add(e.name());
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      add(e.arguments());
    } else if (event instanceof ChatEvent.NativeBytes e && e.hasContent()) {
      add(e.bytes());
    }
  }

  private void add(String text) {
    characters += text.length();
    int room = SampledEstimate.WHOLE - kept.length();
    kept.append(text, 0, Math.min(room, text.length()));
  }

  private void add(Bytes frame) {
    frames++;
    bytes += frame.length();
    if (keptFrames.size() < KEPT_FRAMES
        && (keptFrames.isEmpty() || keptBytes < SampledEstimate.WHOLE)) {
      keptFrames.add(frame);
      keptBytes += frame.length();
    }
  }

  /** At least one for each frame in which something was said. */
  public long tokens(TokenEstimate estimate) {
    long typed = scaled(estimate.tokens(kept), kept.length(), characters);
    if (frames == 0) {
      return typed;
    }
    long read = FrameText.tokens(keptFrames, estimate);
    return typed + Math.max(frames, scaled(read, keptBytes, bytes));
  }

  private static long scaled(long tokens, long of, long all) {
    return of == 0 ? 0 : Math.round((double) tokens * all / of);
  }
}
