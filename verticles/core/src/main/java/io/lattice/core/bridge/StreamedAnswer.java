package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.CallerSide;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import io.lattice.core.observe.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that is written as it is made, one write for a batch of events.
 *
 * <p>Nothing is said before the first content, so that a failure until then is an HTTP status of
 * its own and the router may ask someone else unseen. A long silence is broken by a 200 and
 * comments; a failure is then an event.
 */
final class StreamedAnswer implements Answer {
  private static final Bytes NOTHING = Bytes.wrap(new byte[0]);

  private final Visit visit;
  private final CallerSide speech;
  private final StreamEncoder encoder;
  private final String type;
  private final Observation seen;
  private final long holdNanos;
  private final long keepAliveNanos;
  private final List<ChatEvent> held = new ArrayList<>();
  private boolean speaking;
  private boolean wrote;
  private long quietSinceNanos;
  private long lookedAtNanos;

  StreamedAnswer(
      Visit visit, CallerSide speech, Writing writing, Observation seen, BridgeOptions options) {
    this.visit = visit;
    this.speech = speech;
    this.encoder = speech.streamEncoder(writing);
    this.type = speech.streamType(writing);
    this.seen = seen;
    this.holdNanos = options.holdHeaders().toNanos();
    this.keepAliveNanos = options.keepAliveInterval().toNanos();
    this.lookedAtNanos = seen.startNanos();
  }

  @Override
  public void take(List<ChatEvent> events) {
    if (speaking) {
      speak(events);
    } else if (seen.hasContent()) {
      begin(events);
    } else if (seen.hasEnded()) {
      endWithoutContent(events);
    } else {
      hold(events);
    }
  }

  /** What came before a route was chosen anew belongs to an attempt that nobody will see. */
  private void hold(List<ChatEvent> events) {
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.RouteChosen) {
        held.clear();
      }
      held.add(event);
    }
  }

  private void endWithoutContent(List<ChatEvent> events) {
    ChatError error = seen.error();
    if (error != null && !visit.isCommitted()) {
      Replies.fail(visit, speech, error, seen);
    } else {
      begin(events);
    }
  }

  private void begin(List<ChatEvent> events) {
    hold(events);
    if (!visit.isCommitted()) {
      commit();
    }
    speaking = true;
    speak(held);
    held.clear();
  }

  private void commit() {
    Replies.tellRoute(visit, seen);
    visit
        .head(200, type)
        .header(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE)
        .header(HeaderNames.X_ACCEL_BUFFERING, HeaderNames.NO)
        .startPieces();
  }

  private void speak(List<ChatEvent> events) {
    Bytes piece = encoder.encode(events);
    if (seen.hasEnded()) {
      visit.finish(piece == null ? NOTHING : piece);
    } else if (piece != null) {
      visit.write(piece);
      wrote = true;
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (seen.hasEnded()) {
      return;
    }
    if (wrote) {
      // Some time after the last look: counted from there, no silence is longer than it may be.
      wrote = false;
      quietSinceNanos = lookedAtNanos;
    }
    lookedAtNanos = nowNanos;
    if (!visit.isCommitted()) {
      if (nowNanos - seen.startNanos() >= holdNanos) {
        commit();
        keepAlive(nowNanos);
      }
    } else if (nowNanos - quietSinceNanos >= keepAliveNanos && !visit.isFull()) {
      keepAlive(nowNanos);
    }
  }

  private void keepAlive(long nowNanos) {
    visit.write(encoder.keepAlive());
    quietSinceNanos = nowNanos;
  }
}
