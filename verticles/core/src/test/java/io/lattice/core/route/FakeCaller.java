package io.lattice.core.route;

import io.lattice.api.Addresses;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.Usage;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.IncomingStream;
import io.lattice.core.testing.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who asked the router for one answer. Driven from the test's thread. */
final class FakeCaller {
  private final EventLoop loop;
  private final List<ChatEvent> events = new ArrayList<>();
  private final IncomingStream stream;

  /**
   * @param atOnce done in the turn of the loop in which it asks
   */
  FakeCaller(EventLoop loop, Inbox inbox, ChatCall call, Consumer<IncomingStream> atOnce) {
    this.loop = loop;
    this.stream =
        loop.get(
            () -> {
              IncomingStream asked = inbox.ask(Addresses.CHAT, false, call, null, events::addAll);
              atOnce.accept(asked);
              return asked;
            });
  }

  /** Everything that it got so far. */
  List<ChatEvent> events() {
    return loop.get(() -> List.copyOf(events));
  }

  /** Waits for the end and gives everything that it got. */
  List<ChatEvent> awaitEnd() {
    loop.until(
        "the end of the answer",
        () -> events.stream().anyMatch(ChatEvent.Terminal.class::isInstance));
    return events();
  }

  /** Waits for the first event. */
  void awaitFirst() {
    loop.until("something of the answer", () -> !events.isEmpty());
  }

  /** Waits for an end that is an error. */
  ChatError awaitError() {
    return failed().error();
  }

  /** Waits for an end that is an error, and gives the usage that it tells. */
  @Nullable Usage awaitUsageOfError() {
    return failed().usage();
  }

  private MessageFailed failed() {
    List<ChatEvent> all = awaitEnd();
    return (MessageFailed) all.get(all.size() - 1);
  }

  /** All texts joined. */
  String text() {
    return events().stream()
        .filter(TextDelta.class::isInstance)
        .map(event -> ((TextDelta) event).text())
        .collect(Collectors.joining());
  }

  void pause() {
    loop.run(stream::pause);
  }

  void resume() {
    loop.run(stream::resume);
  }

  void cancel() {
    loop.run(() -> stream.cancel("the caller went away"));
  }
}
