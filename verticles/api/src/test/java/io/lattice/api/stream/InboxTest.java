package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.ChatFailure;
import io.lattice.api.EventLoop;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class InboxTest {
  private static final StreamOptions OPTIONS = StreamOptions.DEFAULT;
  private static final ChatCall CALL =
      ChatCall.typed("r1", "test", ChatRequest.of("m", "hello"), true, Hints.NONE);

  private final List<ChatEvent> taken = new ArrayList<>();
  private final List<Counting> works = new ArrayList<>();
  private Vertx vertx;
  private EventLoop loop;
  private Inbox asker;
  private Inbox answerer;

  @BeforeEach
  void openTwoInboxes(Vertx vertx) {
    this.vertx = vertx;
    loop = EventLoop.of(vertx);
    asker = inbox("asker");
    answerer = inbox("answerer");
  }

  private Inbox inbox(String name) {
    return loop.await(() -> Inbox.open(vertx, name, OPTIONS, System::nanoTime));
  }

  private void listen(Answerer work) {
    loop.run(
        () ->
            vertx
                .eventBus()
                .consumer("chat", message -> answerer.answer((Message<?>) message, work)));
  }

  /** Whoever asks gets numbers up to this one. */
  private void countTo(int last) {
    listen(
        (call, deployment, out) -> {
          works.add(new Counting(out, last));
          return works.get(works.size() - 1);
        });
  }

  private IncomingStream ask() {
    return loop.get(() -> asker.ask("chat", false, CALL, null, taken::addAll));
  }

  private IncomingStream askAndTakeNothing() {
    return loop.get(
        () -> {
          IncomingStream stream = asker.ask("chat", false, CALL, null, taken::addAll);
          stream.pause();
          return stream;
        });
  }

  private void awaitEnd() {
    loop.until("the end", () -> ended().size() == 1);
  }

  private List<ChatEvent> ended() {
    return taken.stream().filter(ChatEvent.Terminal.class::isInstance).toList();
  }

  private ChatError error() {
    return ((MessageFailed) taken.get(taken.size() - 1)).error();
  }

  private void awaitNothingLeft() {
    loop.until("no stream", () -> asker.liveStreams() + answerer.liveStreams() == 0);
  }

  @Test
  void everyDeltaArrivesOnceAndInOrderHoweverManyThereAre() {
    // given
    countTo(1_000);
    // when
    ask();
    // then
    awaitEnd();
    assertThat(taken).isEqualTo(Counting.upTo(1_000));
    awaitNothingLeft();
  }

  @Test
  void anAskerThatTakesNothingStopsTheAnswererAtItsCredit() {
    // given
    countTo(1_000);
    // when
    askAndTakeNothing();
    // then
    loop.until("a pause", () -> works.size() == 1 && works.get(0).told().contains("pause"));
    assertThat(works.get(0).said()).isEqualTo(OPTIONS.creditFrames());
    assertThat(taken).isEmpty();
  }

  @Test
  void anAskerThatGoesOnGetsWhatWasHeldBackAndTheRest() {
    // given
    countTo(1_000);
    IncomingStream stream = askAndTakeNothing();
    loop.until("a pause", () -> works.size() == 1 && works.get(0).told().contains("pause"));
    // when
    loop.run(stream::resume);
    // then
    awaitEnd();
    assertThat(taken).isEqualTo(Counting.upTo(1_000));
  }

  @Test
  void cancellingStopsTheAnswererOnce() {
    // given
    countTo(1_000);
    IncomingStream stream = askAndTakeNothing();
    loop.until("a pause", () -> works.size() == 1 && works.get(0).told().contains("pause"));
    // when
    loop.run(
        () -> {
          stream.cancel("enough");
          stream.cancel("enough, I say");
        });
    // then
    awaitNothingLeft();
    assertThat(works.get(0).told()).containsExactly("start", "pause", "cancel: enough");
    assertThat(taken).isEmpty();
  }

  @Test
  void whatIsCancelledBeforeItWasAcceptedNeverStarts() {
    // given
    countTo(1_000);
    // when
    loop.run(() -> asker.ask("chat", false, CALL, null, taken::addAll).cancel("changed my mind"));
    // then
    loop.until("work", () -> works.size() == 1 && !works.get(0).told().isEmpty());
    assertThat(works.get(0).told()).containsExactly("cancel: gone before it was accepted");
    awaitNothingLeft();
    assertThat(taken).isEmpty();
  }

  @Test
  void aRefusalIsTheOneAndOnlyEvent() {
    // given
    listen(
        (call, deployment, out) -> {
          throw new ChatFailure(ErrorKind.MODEL_NOT_FOUND, "no such model");
        });
    // when
    ask();
    // then
    awaitEnd();
    assertThat(taken).hasSize(1);
    assertThat(error()).isEqualTo(new ChatError(ErrorKind.MODEL_NOT_FOUND, "no such model"));
    awaitNothingLeft();
  }

  @Test
  void anAnswererThatBreaksDownAtOnceIsAnErrorOfOurs() {
    // given
    listen(
        (call, deployment, out) -> {
          throw new IllegalStateException("a bug");
        });
    // when
    ask();
    // then
    awaitEnd();
    assertThat(error().kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(error().message()).doesNotContain("a bug");
    awaitNothingLeft();
  }

  @Test
  void workThatBreaksDownWhenItStartsEndsInAnErrorOfOurs() {
    // given
    List<String> told = new ArrayList<>();
    listen((call, deployment, out) -> new Breaking(told));
    // when
    ask();
    // then
    awaitEnd();
    assertThat(error().kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(told).containsExactly("cancel: it broke down");
    awaitNothingLeft();
  }

  private record Breaking(List<String> told) implements Answer {
    @Override
    public void start() {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void cancel(String reason) {
      told.add("cancel: " + reason);
    }
  }

  @Test
  void askingWhereNobodyListensFailsAtOnceAndSaysWhere() {
    // when
    loop.run(() -> asker.ask("nowhere", false, CALL, null, taken::addAll));
    // then
    awaitEnd();
    assertThat(error().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
    assertThat(error().message()).contains("'nowhere'");
  }

  @Test
  void aNodeThatLeavesEndsItsStreamsAfterWhatHadArrived() {
    // given
    countTo(Integer.MAX_VALUE);
    IncomingStream stream = askAndTakeNothing();
    loop.until("a pause", () -> works.size() == 1 && works.get(0).told().contains("pause"));
    // when
    asker.nodeLeft("local");
    loop.until("no stream", () -> asker.liveStreams() == 0);
    loop.run(stream::resume);
    // then
    awaitEnd();
    assertThat(taken.subList(0, OPTIONS.creditFrames()))
        .isEqualTo(Counting.upTo(1_000).subList(0, OPTIONS.creditFrames()));
    assertThat(taken).hasSize(OPTIONS.creditFrames() + 1);
    assertThat(error().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    assertThat(PeerProblem.is(error().code())).isTrue();
  }

  @Test
  void anotherNodeThatLeavesChangesNothing() {
    // given
    countTo(1_000);
    IncomingStream stream = askAndTakeNothing();
    loop.until("a pause", () -> works.size() == 1 && works.get(0).told().contains("pause"));
    // when
    asker.nodeLeft("loca");
    asker.nodeLeft("local.");
    loop.run(stream::resume);
    // then
    awaitEnd();
    assertThat(taken).endsWith(new MessageEnded());
  }

  @Test
  void anAskerThatClosesStopsTheAnswerersWork() {
    // given
    countTo(Integer.MAX_VALUE);
    askAndTakeNothing();
    loop.until("a pause", () -> works.size() == 1 && works.get(0).told().contains("pause"));
    // when
    loop.await(asker::close);
    // then
    awaitNothingLeft();
    assertThat(works.get(0).told()).endsWith("cancel: the asker closed");
  }

  @Test
  void anAnswererThatClosesTellsItsAskersAndStopsItsWork() {
    // given
    countTo(Integer.MAX_VALUE);
    IncomingStream stream = askAndTakeNothing();
    loop.until("a pause", () -> works.size() == 1 && works.get(0).told().contains("pause"));
    // when
    loop.await(answerer::close);
    loop.run(stream::resume);
    // then
    awaitEnd();
    assertThat(error().kind()).isEqualTo(ErrorKind.SHUTTING_DOWN);
    assertThat(works.get(0).told()).endsWith("cancel: the answerer closed");
    awaitNothingLeft();
  }

  @Test
  void aClosedInboxAsksAndAnswersNoMore() {
    // given
    countTo(3);
    loop.await(asker::close);
    loop.await(asker::close);
    // when
    ask();
    // then
    awaitEnd();
    assertThat(error().kind()).isEqualTo(ErrorKind.SHUTTING_DOWN);
    assertThat(works).isEmpty();
  }

  @Test
  void whoIsAskedAfterClosingRefuses() {
    // given
    countTo(3);
    loop.await(answerer::close);
    // when
    ask();
    // then
    awaitEnd();
    assertThat(error().kind()).isEqualTo(ErrorKind.SHUTTING_DOWN);
    assertThat(works).isEmpty();
  }

  @Test
  void nothingIsSentAfterTheEnd() {
    // given
    listen(
        (call, deployment, out) ->
            new Counting(out, 0) {
              @Override
              public void start() {
                out.send(List.of(new TextDelta(0, "all"), new MessageEnded()));
                out.send(List.of(new TextDelta(0, "and more")));
              }
            });
    // when
    ask();
    // then
    awaitEnd();
    awaitNothingLeft();
    assertThat(taken).containsExactly(new TextDelta(0, "all"), new MessageEnded());
  }
}
