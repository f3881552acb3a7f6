package io.lattice.core.dialect.gemini;

import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.SseFramer;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts server-sent events, between which a bare JSON object may stand: so Google tells an error
 * that comes after a stream began.
 */
final class GeminiFramer implements Framer {
  private final int maxFrameBytes;
  private final SseFramer events;

  /** Takes a bare object; null between them. */
  private @Nullable JsonValueFramer bare;

  private boolean atLineStart = true;

  GeminiFramer(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
    this.events = new SseFramer(maxFrameBytes);
  }

  @Override
  public List<WireFrame> push(byte[] bytes, int offset, int length) {
    List<WireFrame> frames = new ArrayList<>();
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      if (bare == null && atLineStart && bytes[i] == '{') {
        frames.addAll(events.push(bytes, start, i - start));
        bare = new JsonValueFramer(maxFrameBytes);
      }
      atLineStart = bytes[i] == '\n' || bytes[i] == '\r';
      if (bare != null) {
        start = i + 1;
        if (bare.take(bytes[i])) {
          frames.add(bare.frame());
          bare = null;
        }
      }
    }
    frames.addAll(events.push(bytes, start, end - start));
    frames.removeIf(GeminiFramer::saysNothing);
    return frames;
  }

  @Override
  public List<WireFrame> end() {
    return List.of();
  }

  /** Proxies keep a connection alive with empty events, and some end it as OpenAI does. */
  private static boolean saysNothing(WireFrame frame) {
    return frame.data().length() < 16
        && (frame.data().utf8().isBlank() || frame.data().utf8().strip().equals("[DONE]"));
  }
}
