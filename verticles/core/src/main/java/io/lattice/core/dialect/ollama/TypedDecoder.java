package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.NdjsonFramer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;

/** Turns an answer into events of our vocabulary, for callers of any dialect. */
final class TypedDecoder implements StreamDecoder {
  private final AnswerProgress progress;
  private final LineReader lines;

  TypedDecoder(Reading reading) {
    this.progress = new AnswerProgress(reading.maxBytes());
    this.lines = new LineReader(progress);
  }

  /**
   * Every event of a whole answer. A body of several lines is a stream all the same, for which some
   * proxy lost the content type.
   */
  static List<ChatEvent> whole(Bytes body, Reading reading) {
    TypedDecoder decoder = new TypedDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    try {
      decoder.progress.received(body.length());
      decoder.lines.read(JsonTree.read(body), events);
    } catch (DialectException e) {
      List<WireFrame> frames = lines(body);
      if (frames.size() < 2 || !events.isEmpty()) {
        decoder.progress.fail(e.error(), events);
      } else {
        decoder = new TypedDecoder(reading);
        events.addAll(decoder.decode(frames));
      }
    }
    events.addAll(decoder.end());
    return events;
  }

  private static List<WireFrame> lines(Bytes body) {
    NdjsonFramer framer = new NdjsonFramer(Integer.MAX_VALUE);
    List<WireFrame> frames = new ArrayList<>(framer.push(body.array(), 0, body.length()));
    frames.addAll(framer.end());
    return frames;
  }

  @Override
  public List<ChatEvent> decode(List<WireFrame> frames) {
    List<ChatEvent> events = new ArrayList<>();
    progress.each(frames, events, frame -> lines.read(JsonTree.read(frame.data()), events));
    return events;
  }

  @Override
  public List<ChatEvent> end() {
    return progress.atEnd();
  }
}
