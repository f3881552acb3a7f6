package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.FrameKind;
import io.lattice.core.dialect.NativeFrames;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes an answer on as it is to a caller who speaks this dialect, and reads only usage, finish
 * and end from it.
 *
 * <p>Not passed on: {@code [DONE]}, which is written when the answer is known to have ended;
 * errors, which are events; usage that the caller did not ask for; and what comes after a choice's
 * finish.
 */
final class NativeDecoder implements StreamDecoder {
  private final OpenAiFlavor flavor;
  private final Reading reading;
  private final AnswerProgress progress;

  NativeDecoder(OpenAiFlavor flavor, Reading reading) {
    this.flavor = flavor;
    this.reading = reading;
    this.progress = new AnswerProgress(reading.maxBytes());
  }

  /** Every event of a whole answer. */
  static List<ChatEvent> whole(Bytes body, OpenAiFlavor flavor, Reading reading) {
    NativeDecoder decoder = new NativeDecoder(flavor, reading);
    List<ChatEvent> events = new ArrayList<>();
    decoder.progress.attempt(
        body.length(),
        events,
        () -> {
          decoder.note(ChunkTap.of(body), events);
          decoder.progress.end(events);
        });
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
      case CHUNK -> chunk(frame, passed, events);
      case DONE -> progress.end(events);
      case ERROR -> throw new DialectException(ErrorReader.inAnswer(frame.data()));
      case FOREIGN -> passed.add(frame);
      case EMPTY -> {
        // Only keeps the connection alive.
      }
    }
  }

  private void chunk(WireFrame frame, NativeFrames passed, List<ChatEvent> events) {
    ChunkTap tap = ChunkTap.of(frame.data());
    if (tap.choices().stream().anyMatch(ChunkTap.Choice::isWhole)) {
      throw AnswerProgress.protocol("the provider answered whole where a stream was asked for");
    }
    boolean isLate = !tap.choices().isEmpty() && tap.choices().stream().allMatch(this::isLate);
    boolean isWantedUsage = tap.usage() != null && reading.usageAsked();
    boolean isOnlyUsage = tap.usage() != null && tap.choices().isEmpty();
    note(tap, events);
    if ((isLate || isOnlyUsage) && !isWantedUsage) {
      return;
    }
    passed.add(
        frame, tap.choices().stream().anyMatch(each -> each.hasContent() || each.finish() != null));
  }

  private boolean isLate(ChunkTap.Choice choice) {
    boolean saysSomething = choice.hasContent() || choice.finish() != null;
    return saysSomething && progress.isFinished(choice.index());
  }

  private void note(ChunkTap tap, List<ChatEvent> events) {
    for (ChunkTap.Choice choice : tap.choices()) {
      progress.seen(choice.index());
      String word = choice.finish();
      if (word != null && !progress.isFinished(choice.index())) {
        events.add(new ChatEvent.ChoiceFinished(choice.index(), FinishWords.read(word), word));
        progress.finished(choice.index());
      }
    }
    Usage usage = tap.usage() == null ? null : UsageReader.read(tap.usage(), flavor);
    if (usage != null) {
      progress.used(usage, events);
    }
  }
}
