package io.lattice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.IncomingStream;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ChatStreamTest {
  private final Source source = new Source();
  private final List<String> seen = new ArrayList<>();
  private EventLoop loop;
  private ChatStream stream;

  /** What the stream takes its events from, as the protocol's asking end would give them. */
  private static final class Source implements IncomingStream {
    private final List<String> told = new ArrayList<>();
    private final List<List<ChatEvent>> held = new ArrayList<>();
    private Consumer<List<ChatEvent>> handler = events -> {};
    private boolean paused;

    void give(List<ChatEvent> events) {
      held.add(events);
      pass();
    }

    private void pass() {
      while (!paused && !held.isEmpty()) {
        handler.accept(held.remove(0));
      }
    }

    @Override
    public void pause() {
      told.add("pause");
      paused = true;
    }

    @Override
    public void resume() {
      told.add("resume");
      paused = false;
      pass();
    }

    @Override
    public void cancel(String reason) {
      told.add("cancel");
      held.clear();
    }
  }

  @BeforeEach
  void openAStream(Vertx vertx) {
    loop = EventLoop.of(vertx);
    stream = loop.get(() -> new ChatStream(vertx.getOrCreateContext()));
    loop.run(
        () -> {
          source.handler = stream::receive;
          stream.exceptionHandler(problem -> seen.add(((ChatFailure) problem).kind().name()));
          stream.endHandler(ended -> seen.add("end"));
        });
  }

  private void attach() {
    loop.run(() -> stream.attach(source));
  }

  private void give(String... texts) {
    loop.run(() -> source.give(deltas(texts)));
  }

  private static List<ChatEvent> deltas(String... texts) {
    return Arrays.stream(texts).<ChatEvent>map(text -> new TextDelta(0, text)).toList();
  }

  private static List<ChatEvent> failed(ErrorKind kind) {
    return List.of(new MessageFailed(new ChatError(kind, "broken"), null));
  }

  private void giveEnd() {
    loop.run(() -> source.give(List.of(new MessageEnded())));
  }

  private void note(ChatEvent event) {
    seen.add(((TextDelta) event).text());
  }

  private void read() {
    loop.run(() -> stream.handler(this::note));
  }

  @Test
  void aHandlerThatIsSetLateMissesNothing() {
    // given
    attach();
    give("a", "b");
    giveEnd();
    // when
    read();
    // then
    assertThat(seen).containsExactly("a", "b", "end");
  }

  @Test
  void nobodyReadingHoldsTheSourceBack() {
    // given
    attach();
    // when
    give("a");
    give("b");
    // then
    assertThat(source.told).containsExactly("pause");
    assertThat(source.held).hasSize(2);
  }

  @Test
  void aReaderThatLeavesHoldsTheSourceBackUntilAnotherComes() {
    // given
    attach();
    read();
    give("a");
    loop.run(() -> stream.handler(null));
    give("b");
    // when
    read();
    // then
    assertThat(seen).containsExactly("a", "b");
    assertThat(source.told).containsExactly("pause", "resume", "pause", "resume");
  }

  @Test
  void exactlyWhatIsFetchedComes() {
    // given
    attach();
    loop.run(stream::pause);
    read();
    give("a", "b", "c");
    // when
    loop.run(() -> stream.fetch(2));
    // then
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void fetchingNothingChangesNothing() {
    // given
    attach();
    loop.run(stream::pause);
    read();
    give("a");
    // when
    loop.run(() -> stream.fetch(0));
    // then
    assertThat(seen).isEmpty();
    assertThat(source.told).containsExactly("pause");
  }

  @Test
  void fetchingLessThanNothingIsRefused() {
    assertThatThrownBy(() -> stream.fetch(-1)).hasMessageContaining("-1");
  }

  @Test
  void fetchingMoreThanThereIsEverAddsUp() {
    // given
    attach();
    loop.run(stream::pause);
    read();
    // when
    loop.run(() -> stream.fetch(Long.MAX_VALUE).fetch(Long.MAX_VALUE).fetch(1));
    give("a", "b");
    // then
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void demandThatIsLeftLetsTheSourceGoOn() {
    // given
    attach();
    loop.run(stream::pause);
    read();
    give("a");
    give("b");
    give("c");
    // when
    loop.run(() -> stream.fetch(2));
    // then
    assertThat(seen).containsExactly("a", "b");
    assertThat(source.held).hasSize(1);
  }

  @Test
  void aHandlerMayFetchTheNextOne() {
    // given
    attach();
    loop.run(stream::pause);
    loop.run(
        () ->
            stream.handler(
                event -> {
                  note(event);
                  stream.fetch(1);
                }));
    give("a");
    give("b", "c");
    giveEnd();
    // when
    loop.run(() -> stream.fetch(1));
    // then
    assertThat(seen).containsExactly("a", "b", "c", "end");
  }

  @Test
  void aHandlerThatPausesGetsNothingMoreOfTheSameBatch() {
    // given
    attach();
    loop.run(
        () ->
            stream.handler(
                event -> {
                  note(event);
                  stream.pause();
                }));
    // when
    give("a", "b");
    // then
    assertThat(seen).containsExactly("a");
    assertThat(source.told).endsWith("pause");
  }

  @Test
  void theEndWaitsWhileTheReaderIsPaused() {
    // given
    attach();
    read();
    loop.run(stream::pause);
    giveEnd();
    assertThat(seen).isEmpty();
    // when
    loop.run(stream::resume);
    // then
    assertThat(seen).containsExactly("end");
  }

  @Test
  void anErrorComesAfterWhatWasSaidBeforeIt() {
    // given
    attach();
    read();
    loop.run(stream::pause);
    give("a");
    loop.run(() -> source.give(failed(ErrorKind.STREAM_INTERRUPTED)));
    // when
    loop.run(stream::resume);
    // then
    assertThat(seen).containsExactly("a", "STREAM_INTERRUPTED");
  }

  @Test
  void aHandlerMayCancelAndGetsNothingMore() {
    // given
    attach();
    loop.run(
        () ->
            stream.handler(
                event -> {
                  note(event);
                  stream.cancel();
                }));
    // when
    give("a", "b");
    give("c");
    giveEnd();
    // then
    assertThat(seen).containsExactly("a", "CANCELLED");
    assertThat(source.told).contains("cancel");
  }

  @Test
  void cancellingBeforeTheSourceIsThereStopsItWhenItComes() {
    // given
    read();
    loop.run(stream::cancel);
    // when
    attach();
    // then
    assertThat(seen).containsExactly("CANCELLED");
    assertThat(source.told).containsExactly("cancel");
  }

  @Test
  void cancellingTwiceOrAfterTheEndChangesNothing() {
    // given
    attach();
    read();
    giveEnd();
    // when
    loop.run(
        () -> {
          stream.cancel();
          stream.cancel();
        });
    // then
    assertThat(seen).containsExactly("end");
    assertThat(source.told).doesNotContain("cancel");
  }

  @Test
  void cancellingWhilePausedIsToldAtOnce() {
    // given
    attach();
    read();
    loop.run(stream::pause);
    give("a");
    // when
    loop.run(stream::cancel);
    // then
    assertThat(seen).containsExactly("CANCELLED");
  }

  @Test
  void aHandlerThatThrowsMissesOnlyWhatItThrewAt() {
    // given
    attach();
    loop.run(
        () ->
            stream.handler(
                event -> {
                  note(event);
                  if (seen.size() == 1) {
                    throw new IllegalStateException("the reader's own bug");
                  }
                }));
    // when
    loop.run(
        () ->
            source.give(List.of(new TextDelta(0, "a"), new TextDelta(0, "b"), new MessageEnded())));
    // then
    assertThat(seen).containsExactly("a", "b", "end");
  }

  @Test
  void itMayBeSteeredFromAnyThread() {
    // given
    attach();
    stream.handler(this::note);
    stream.pause();
    give("a");
    // when
    stream.resume();
    giveEnd();
    // then
    loop.until("the end", () -> seen.contains("end"));
    assertThat(seen).containsExactly("a", "end");
  }

  @Test
  void withoutAnyHandlerAFailureDoesNoHarm() {
    // given
    loop.run(() -> stream.exceptionHandler(null).endHandler(null));
    attach();
    // when
    loop.run(() -> source.give(failed(ErrorKind.INTERNAL)));
    read();
    // then
    assertThat(seen).isEmpty();
  }
}
