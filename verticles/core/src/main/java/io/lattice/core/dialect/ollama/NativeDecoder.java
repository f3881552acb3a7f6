package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.NativeFrames;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes an answer on as it is to a caller who speaks this dialect, a line for each object, and
 * reads only usage, finish and end from it. Errors are events, and not passed on.
 */
final class NativeDecoder implements StreamDecoder {
  private final AnswerProgress progress;
  private boolean hasMessage;
  private boolean callsTools;

  NativeDecoder(Reading reading) {
    this.progress = new AnswerProgress(reading.maxBytes());
  }

  /** Every event of a whole answer. */
  static List<ChatEvent> whole(Bytes body, Reading reading) {
    NativeDecoder decoder = new NativeDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    try {
      decoder.progress.received(body.length());
      decoder.note(LineTap.of(body), events);
    } catch (DialectException e) {
      decoder.progress.fail(e.error(), events);
    }
    events.addAll(decoder.end());
    return NativeFrames.whole(body, events);
  }

  @Override
  public List<ChatEvent> decode(List<WireFrame> frames) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    List<ChatEvent> events = new ArrayList<>();
    boolean hasContent = false;
    for (WireFrame frame : frames) {
      if (progress.isOver()) {
        break;
      }
      try {
        progress.received(frame.data().length());
        LineTap tap = LineTap.of(frame.data());
        note(tap, events);
        hasContent |= tap.saysSomething() || tap.isDone();
        if (!isFailed(events)) {
          passed.writeBytes(frame.data().array());
          passed.write('\n');
        }
      } catch (DialectException e) {
        progress.fail(e.error(), events);
      }
    }
    if (passed.size() > 0) {
      events.add(0, new ChatEvent.NativeBytes(Bytes.wrap(passed.toByteArray()), hasContent));
    }
    return events;
  }

  @Override
  public List<ChatEvent> end() {
    return progress.atEnd();
  }

  private void note(LineTap tap, List<ChatEvent> events) {
    callsTools |= tap.callsTools();
    if (tap.hasMessage()) {
      hasMessage = true;
      progress.seen(LineReader.CHOICE);
    }
    if (!tap.isDone()) {
      return;
    }
    if (hasMessage) {
      String word = tap.reason();
      events.add(
          new ChatEvent.ChoiceFinished(
              LineReader.CHOICE, DoneReason.read(word, callsTools), word == null ? "" : word));
      progress.finished(LineReader.CHOICE);
    }
    Usage usage = tap.counts().usage();
    if (usage != null) {
      progress.used(usage, events);
    }
    progress.end(events);
  }

  private static boolean isFailed(List<ChatEvent> events) {
    return !events.isEmpty() && events.get(events.size() - 1) instanceof ChatEvent.MessageFailed;
  }
}
