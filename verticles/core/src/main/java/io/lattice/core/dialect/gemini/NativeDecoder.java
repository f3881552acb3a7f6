package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.NativeFrames;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Passes an answer on as it is to a caller who speaks this dialect, and reads only usage, finish
 * and end from it.
 *
 * <p>Not passed on: errors, blocked prompts and answers that are none, which are events; and what
 * comes after a choice's finish. Usage is in every chunk, asked for or not.
 */
final class NativeDecoder implements StreamDecoder {
  private final AnswerProgress progress;
  private final BitSet speaking = new BitSet();
  private final BitSet calling = new BitSet();

  NativeDecoder(Reading reading) {
    this.progress = new AnswerProgress(reading.maxBytes());
  }

  /** Every event of a whole answer. */
  static List<ChatEvent> whole(Bytes body, Reading reading) {
    NativeDecoder decoder = new NativeDecoder(reading);
    List<ChatEvent> events = new ArrayList<>();
    decoder.progress.attempt(
        body.length(),
        events,
        () -> {
          decoder.note(ChunkTap.of(body), events);
          for (int choice : decoder.progress.open()) {
            decoder.finish(choice, "", events);
          }
          decoder.progress.end(events);
        });
    return NativeFrames.whole(body, events);
  }

  @Override
  public List<ChatEvent> decode(List<WireFrame> frames) {
    NativeFrames passed = new NativeFrames();
    List<ChatEvent> events = new ArrayList<>();
    progress.each(frames, events, frame -> chunk(frame, passed, events));
    return passed.before(events);
  }

  @Override
  public List<ChatEvent> end() {
    return progress.atEnd();
  }

  private void chunk(WireFrame frame, NativeFrames passed, List<ChatEvent> events) {
    ChunkTap tap = ChunkTap.of(frame.data());
    boolean isLate =
        !tap.candidates().isEmpty() && tap.candidates().stream().allMatch(this::isLate);
    note(tap, events);
    if (!isLate || tap.usage() != null) {
      passed.add(frame, tap.candidates().stream().anyMatch(NativeDecoder::saysSomething));
    }
  }

  private boolean isLate(ChunkTap.Candidate candidate) {
    return saysSomething(candidate) && progress.isFinished(candidate.index());
  }

  private static boolean saysSomething(ChunkTap.Candidate candidate) {
    return candidate.hasContent() || candidate.finish() != null;
  }

  private void note(ChunkTap tap, List<ChatEvent> events) {
    Usage usage = tap.usage() == null ? null : UsageReader.read(tap.usage());
    if (usage != null) {
      progress.used(usage, events);
    }
    if (tap.candidates().isEmpty()) {
      PromptFeedback.check(tap.feedback());
    }
    for (ChunkTap.Candidate candidate : tap.candidates()) {
      progress.seen(candidate.index());
      if (!progress.isFinished(candidate.index())) {
        note(candidate);
      }
    }
    // Whether an answer says nothing shows only when all that came with a finish was read.
    for (ChunkTap.Candidate candidate : tap.candidates()) {
      if (candidate.finish() != null && !progress.isFinished(candidate.index())) {
        finish(candidate.index(), candidate.finish(), events);
      }
    }
  }

  private void note(ChunkTap.Candidate candidate) {
    if (candidate.hasContent()) {
      speaking.set(candidate.index());
    }
    if (candidate.callsTools()) {
      calling.set(candidate.index());
    }
  }

  private void finish(int choice, String word, List<ChatEvent> events) {
    FinishReason reason = FinishWords.read(word, calling.get(choice));
    if (speaking.isEmpty() && !FinishWords.explainsSilence(reason)) {
      throw PromptFeedback.silence();
    }
    events.add(new ChatEvent.ChoiceFinished(choice, reason, word));
    progress.finished(choice);
  }
}
