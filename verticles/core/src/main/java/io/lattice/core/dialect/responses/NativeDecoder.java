package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.FrameKind;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import io.lattice.core.dialect.NativeFrames;
import io.lattice.core.dialect.ProviderJson;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on as it is to a caller who speaks this dialect, and reads only its end.
 * Failures are not passed on: they are events, and the router's to judge.
 */
final class NativeDecoder implements StreamDecoder {
  private final AnswerProgress progress;

  NativeDecoder(Reading reading) {
    this.progress = new AnswerProgress(reading.maxBytes());
  }

  /** Every event of a whole answer. One that will be given later is passed on too. */
  static List<ChatEvent> whole(Bytes body, Reading reading) {
    NativeDecoder decoder = new NativeDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    decoder.progress.attempt(body.length(), events, () -> decoder.end(JsonTree.read(body), events));
    return NativeFrames.whole(body, events);
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

  private void read(WireFrame frame, NativeFrames passed, List<ChatEvent> events) {
    switch (FrameKind.of(frame)) {
      case CHUNK -> event(frame, passed, events);
      case ERROR -> throw new DialectException(ErrorReader.inAnswer(frame.data()));
      case DONE, EMPTY -> {
        // Only keeps the connection alive; this API has its own end.
      }
      case FOREIGN -> {
        if (EventTap.isOurs(frame.name())) {
          throw ProviderJson.notJson();
        }
        passed.add(frame);
      }
    }
  }

  private void event(WireFrame frame, NativeFrames passed, List<ChatEvent> events) {
    EventTap tap = EventTap.of(frame);
    switch (tap) {
      case ERROR -> throw new DialectException(ErrorReader.inAnswer(frame.data()));
      case ENDED -> {
        JsonTree response = JsonTree.read(frame.data()).get("response", Kind.OBJECT);
        if (response == null) {
          throw AnswerProgress.protocol("the provider ended its answer without telling how");
        }
        end(response, events);
        if (!(events.get(events.size() - 1) instanceof ChatEvent.MessageEnded)) {
          return;
        }
      }
      case OPENED, SAID -> progress.seen(0);
      case SILENT -> {
        // Says nothing yet.
      }
    }
    passed.add(frame, tap == EventTap.SAID || tap == EventTap.ENDED);
  }

  private void end(JsonTree response, List<ChatEvent> events) {
    if (!response.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
    Ending ending = Ending.of(response, progress, events);
    JsonTree output = response.get("output", Kind.ARRAY);
    boolean isWorking = ending.word().equals("queued") || ending.word().equals("in_progress");
    if (isWorking || !ending.word().equals("completed") || isSaid(output)) {
      progress.seen(0);
    }
    if (!isWorking && progress.open().length > 0) {
      progress.finished(0);
      events.add(new ChatEvent.ChoiceFinished(0, ending.reason(), ending.word()));
    }
    progress.end(events);
  }

  private static boolean isSaid(@Nullable JsonTree output) {
    return output != null && !output.items().isEmpty();
  }
}
