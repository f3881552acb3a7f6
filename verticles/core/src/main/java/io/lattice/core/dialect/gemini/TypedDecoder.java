package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns an answer into events of our vocabulary, for callers of any dialect. There is no mark at
 * the end of a stream: it ended well where every choice had its finish.
 */
final class TypedDecoder implements StreamDecoder {
  private final AnswerProgress progress;
  private final ChunkReader chunks;

  TypedDecoder(Reading reading) {
    this.progress = new AnswerProgress(reading.maxBytes());
    this.chunks = new ChunkReader(progress);
  }

  /** Every event of a whole answer. */
  static List<ChatEvent> whole(Bytes body, Reading reading) {
    TypedDecoder decoder = new TypedDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    decoder.progress.attempt(
        body.length(),
        events,
        () -> {
          decoder.chunks.read(JsonTree.read(body), events);
          decoder.chunks.finishOpen(events);
          decoder.progress.end(events);
        });
    return events;
  }

  @Override
  public List<ChatEvent> decode(List<WireFrame> frames) {
    List<ChatEvent> events = new ArrayList<>();
    progress.each(frames, events, frame -> chunks.read(JsonTree.read(frame.data()), events));
    return events;
  }

  @Override
  public List<ChatEvent> end() {
    return progress.atEnd();
  }
}
