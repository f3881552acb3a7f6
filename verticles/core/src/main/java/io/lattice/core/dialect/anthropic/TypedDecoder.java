package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;

/** Turns an answer into events of our vocabulary, for callers of any dialect. */
final class TypedDecoder implements StreamDecoder {
  private final AnswerProgress progress;
  private final AnswerReader answer;

  TypedDecoder(Reading reading) {
    this.progress = new AnswerProgress(reading.maxBytes());
    this.answer = new AnswerReader(progress);
  }

  /** Every event of a whole answer. */
  static List<ChatEvent> whole(Bytes body, Reading reading) {
    TypedDecoder decoder = new TypedDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    decoder.progress.attempt(
        body.length(), events, () -> decoder.answer.whole(JsonTree.read(body), events));
    return events;
  }

  @Override
  public List<ChatEvent> decode(List<WireFrame> frames) {
    List<ChatEvent> events = new ArrayList<>();
    progress.each(frames, events, frame -> read(frame, events));
    return events;
  }

  @Override
  public List<ChatEvent> end() {
    return progress.atEnd();
  }

  private void read(WireFrame frame, List<ChatEvent> events) {
    if (EventType.ofName(frame.name()) == EventType.ERROR) {
      throw new DialectException(ErrorReader.inAnswer(frame.data()));
    }
    if (!EventType.isNothing(frame)) {
      answer.event(frame.name(), JsonTree.read(frame.data()), events);
    }
  }
}
