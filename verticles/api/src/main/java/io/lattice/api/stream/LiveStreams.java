package io.lattice.api.stream;

import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The streams of one inbox by their numbers, those that it asked for and those that it answers.
 * What the owner of one throws is no matter of the others. Confined to one context.
 */
final class LiveStreams {
  private final ContextInternal context;
  private final Map<Long, Incoming> incoming = new HashMap<>();
  private final Map<Long, Outgoing> outgoing = new HashMap<>();

  LiveStreams(ContextInternal context) {
    this.context = context;
  }

  void add(long id, Incoming stream) {
    incoming.put(id, stream);
  }

  void add(long id, Outgoing stream) {
    outgoing.put(id, stream);
  }

  void forgetAsked(long id) {
    incoming.remove(id);
  }

  void forgetAnswered(long id) {
    outgoing.remove(id);
  }

  int size() {
    return incoming.size() + outgoing.size();
  }

  /** Does something with the stream of this number, where it still lives. */
  void asked(long id, Consumer<Incoming> step) {
    Incoming stream = incoming.get(id);
    if (stream != null) {
      step.accept(stream);
    }
  }

  /** The same with one that is answered. */
  void answered(long id, Consumer<Outgoing> step) {
    Outgoing stream = outgoing.get(id);
    if (stream != null) {
      step.accept(stream);
    }
  }

  /** Does something with each stream that was asked for and is meant. */
  void asked(Predicate<Incoming> meant, Handler<Incoming> step) {
    incoming.values().stream()
        .filter(meant)
        .toList()
        .forEach(stream -> context.dispatch(stream, step));
  }

  /** Does something with each stream that is answered and is meant. */
  void answered(Predicate<Outgoing> meant, Handler<Outgoing> step) {
    outgoing.values().stream()
        .filter(meant)
        .toList()
        .forEach(stream -> context.dispatch(stream, step));
  }

  /** The inboxes at the other ends of all streams, but for those that are here. */
  Set<String> peersElsewhere(Predicate<String> isHere) {
    Set<String> peers = new HashSet<>();
    for (Incoming stream : incoming.values()) {
      String inbox = stream.peerInbox();
      if (inbox != null && !isHere.test(inbox)) {
        peers.add(inbox);
      }
    }
    for (Outgoing stream : outgoing.values()) {
      if (!isHere.test(stream.askerInbox())) {
        peers.add(stream.askerInbox());
      }
    }
    return peers;
  }
}
