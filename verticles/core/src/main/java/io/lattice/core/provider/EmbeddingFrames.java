package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with vectors in frames that an asker can take one by one. Pure.
 *
 * <p>What it cost is told in the first: it is owed whoever leaves before the last.
 */
final class EmbeddingFrames {
  /** What a frame holds, but for one vector that is longer. */
  private static final int FRAME_BYTES = 64 * 1024;

  private EmbeddingFrames() {}

  /** Of vectors in the order of their texts, of which there is at least one. */
  static List<List<ChatEvent>> of(String model, List<Vector> vectors, @Nullable Usage usage) {
    List<ChatEvent> pieces = new ArrayList<>();
    for (int start = 0; start < vectors.size(); ) {
      int end = endOfFrame(vectors, start);
      pieces.add(new ChatEvent.VectorsAdded(start, vectors.subList(start, end)));
      start = end;
    }
    return framed(model, pieces, usage);
  }

  /** Of a body that goes to the caller as it is. */
  static List<List<ChatEvent>> of(String model, Bytes body, @Nullable Usage usage) {
    List<ChatEvent> pieces = new ArrayList<>();
    for (int start = 0; start < body.length(); start += FRAME_BYTES) {
      int end = Math.min(body.length(), start + FRAME_BYTES);
      pieces.add(
          new ChatEvent.NativeBytes(
              Bytes.wrap(Arrays.copyOfRange(body.array(), start, end)), true));
    }
    return framed(model, pieces, usage);
  }

  private static int endOfFrame(List<Vector> vectors, int start) {
    int end = start + 1;
    long bytes = vectors.get(start).bytes().length();
    while (end < vectors.size() && bytes + vectors.get(end).bytes().length() <= FRAME_BYTES) {
      bytes += vectors.get(end++).bytes().length();
    }
    return end;
  }

  private static List<List<ChatEvent>> framed(
      String model, List<ChatEvent> pieces, @Nullable Usage usage) {
    List<List<ChatEvent>> frames = new ArrayList<>(pieces.size());
    for (ChatEvent piece : pieces) {
      List<ChatEvent> frame = new ArrayList<>();
      if (frames.isEmpty()) {
        frame.add(new ChatEvent.MessageStarted("", model, 0, Map.of()));
        if (usage != null) {
          frame.add(new ChatEvent.UsageReported(usage));
        }
      }
      frame.add(piece);
      frames.add(frame);
    }
    frames.get(frames.size() - 1).add(new ChatEvent.MessageEnded());
    return frames;
  }
}
