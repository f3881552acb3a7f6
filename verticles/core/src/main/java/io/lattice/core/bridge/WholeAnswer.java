package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.CallerSide;
import io.lattice.core.observe.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An answer that is written when it is complete. */
final class WholeAnswer implements Answer {
  private final Visit visit;
  private final CallerSide speech;
  private final Function<List<ChatEvent>, Bytes> writing;
  private final Observation seen;
  private final List<ChatEvent> events = new ArrayList<>();

  /**
   * @param speech says what goes wrong
   * @param writing of every event of an answer that succeeded
   */
  WholeAnswer(
      Visit visit, CallerSide speech, Function<List<ChatEvent>, Bytes> writing, Observation seen) {
    this.visit = visit;
    this.speech = speech;
    this.writing = writing;
    this.seen = seen;
  }

  @Override
  public void take(List<ChatEvent> more) {
    events.addAll(more);
    if (seen.hasEnded()) {
      write(seen.error());
    }
  }

  private void write(@Nullable ChatError error) {
    if (error != null) {
      Replies.fail(visit, speech, error, seen);
    } else {
      Replies.tellRoute(visit, seen);
      visit.head(200, HeaderNames.JSON).finish(writing.apply(events));
    }
  }

  @Override
  public void tick(long nowNanos) {
    // The router limits how long it takes.
  }
}
