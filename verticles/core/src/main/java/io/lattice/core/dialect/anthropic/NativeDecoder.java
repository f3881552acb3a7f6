package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import io.lattice.core.dialect.NativeFrames;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on as it is to a caller who speaks this dialect, and reads only usage, finish
 * and end from it.
 *
 * <p>Not passed on: {@code message_stop}, which is written when the answer is known to have ended;
 * errors, which are events; pings, since the front door keeps its own connections alive; and a
 * start that is told again, at which callers' libraries fail.
 */
final class NativeDecoder implements StreamDecoder {
  private final AnswerProgress progress;
  private final UsageTally usage = new UsageTally();
  private boolean isStarted;
  private boolean isStopped;

  NativeDecoder(Reading reading) {
    this.progress = new AnswerProgress(reading.maxBytes());
  }

  /** Every event of a whole answer. */
  static List<ChatEvent> whole(Bytes body, Reading reading) {
    NativeDecoder decoder = new NativeDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    decoder.progress.attempt(
        body.length(), events, () -> decoder.note(JsonTree.read(body), events));
    return NativeFrames.whole(body, events);
  }

  private void note(JsonTree message, List<ChatEvent> events) {
    if (message.is(Kind.OBJECT) && message.get("error") != null) {
      throw new DialectException(ErrorReader.inAnswer(message));
    }
    JsonTree content = message.get("content", Kind.ARRAY);
    if (content == null) {
      throw AnswerProgress.protocol("the provider's answer has no content");
    }
    if (!content.items().isEmpty()) {
      progress.seen(AnswerReader.CHOICE);
    }
    used(message.get("usage", Kind.OBJECT), events);
    stopped(message, events);
    progress.end(events);
  }

  @Override
  public List<ChatEvent> decode(List<WireFrame> frames) {
    NativeFrames passed = new NativeFrames();
    List<ChatEvent> events = new ArrayList<>();
    progress.each(frames, events, frame -> read(frame, passed, events));
    return passed.before(events);
  }

  @Override
  public List<ChatEvent> end() {
    return progress.atEnd();
  }

  /** Pieces of blocks are not even parsed. */
  private void read(WireFrame frame, NativeFrames passed, List<ChatEvent> events) {
    EventType named = EventType.ofName(frame.name());
    if (named == EventType.ERROR) {
      throw new DialectException(ErrorReader.inAnswer(frame.data()));
    }
    if (EventType.isNothing(frame)) {
      return;
    }
    switch (named) {
      case CONTENT_BLOCK_START, CONTENT_BLOCK_DELTA, CONTENT_BLOCK_STOP ->
          block(named, frame, passed);
      default -> event(frame, JsonTree.read(frame.data()), passed, events);
    }
  }

  private void event(WireFrame frame, JsonTree event, NativeFrames passed, List<ChatEvent> events) {
    if (!event.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
    EventType type = EventType.of(frame.name(), event);
    switch (type) {
      case MESSAGE_START -> start(frame, event, passed, events);
      case CONTENT_BLOCK_START, CONTENT_BLOCK_DELTA, CONTENT_BLOCK_STOP ->
          block(type, named(frame, type), passed);
      case MESSAGE_DELTA -> {
        used(event.get("usage", Kind.OBJECT), events);
        passed.add(named(frame, type), stopped(event.get("delta", Kind.OBJECT), events));
      }
      case MESSAGE_STOP -> progress.end(events);
      case ERROR -> throw new DialectException(ErrorReader.inAnswer(event));
      case MESSAGE ->
          throw AnswerProgress.protocol("the provider answered whole where a stream was asked for");
      case PING -> {
        // Only keeps the connection alive.
      }
      case UNKNOWN -> passed.add(frame);
    }
  }

  private void start(WireFrame frame, JsonTree event, NativeFrames passed, List<ChatEvent> events) {
    if (!isStarted) {
      isStarted = true;
      passed.add(named(frame, EventType.MESSAGE_START));
    }
    JsonTree message = event.get("message", Kind.OBJECT);
    used(message == null ? null : message.get("usage", Kind.OBJECT), events);
  }

  private void block(EventType type, WireFrame frame, NativeFrames passed) {
    progress.seen(AnswerReader.CHOICE);
    passed.add(frame, type == EventType.CONTENT_BLOCK_DELTA);
  }

  private void used(@Nullable JsonTree told, List<ChatEvent> events) {
    Usage counted = told == null ? null : usage.add(told);
    if (counted != null) {
      progress.used(counted, events);
    }
  }

  /** Whether it says that the answer is at its end. */
  private boolean stopped(@Nullable JsonTree told, List<ChatEvent> events) {
    String word = told == null ? null : told.string("stop_reason");
    if (word == null || word.isEmpty() || isStopped) {
      return false;
    }
    isStopped = true;
    progress.seen(AnswerReader.CHOICE);
    events.add(new ChatEvent.ChoiceFinished(AnswerReader.CHOICE, StopWords.read(word), word));
    return true;
  }

  /** Callers' libraries go by the event's name, which some servers leave out. */
  private static WireFrame named(WireFrame frame, EventType type) {
    return frame.name() != null ? frame : new WireFrame(type.word(), frame.data());
  }
}
