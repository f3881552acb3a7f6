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
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stream does, whatever carries it from the one who asks to the one who answers. */
@ExtendWith(VertxExtension.class)
abstract class StreamContract {
  static final StreamOptions OPTIONS = StreamOptions.DEFAULT;
  static final ChatCall CALL =
      ChatCall.typed("r1", "test", ChatRequest.of("m", "hello"), true, Hints.NONE);

  final List<ChatEvent> taken = new ArrayList<>();
  final List<Counting> works = new ArrayList<>();
  final MutableTicker ticker = new MutableTicker();
  Vertx vertx;
  EventLoop loop;
  Inbox asker;
  Inbox answerer;

  @BeforeEach
  void openInboxes(Vertx vertx) {
    this.vertx = vertx;
    loop = EventLoop.of(vertx);
    asker = inbox("asker");
    answerer = answererBeside(asker);
  }

  Inbox inbox(String name) {
    return loop.await(() -> Inbox.open(vertx, name, OPTIONS, ticker));
  }

  /** The inbox that answers; perhaps the one that asks. */
  abstract Inbox answererBeside(Inbox asker);

  /** Called on the loop. */
  abstract void listenAt(String where, Answerer work);

  /** Called on the loop. */
  abstract IncomingStream askAt(String where, Consumer<List<ChatEvent>> handler);

  void listen(Answerer work) {
    loop.run(() -> listenAt("chat", work));
  }

  /** Whoever asks gets numbers up to this one. */
  void countTo(int last) {
    listen(
        (call, deployment, out) -> {
          works.add(new Counting(out, last));
          return works.get(works.size() - 1);
        });
  }

  IncomingStream ask() {
    return loop.get(() -> askAt("chat", taken::addAll));
  }

  IncomingStream askAndTakeNothing() {
    return loop.get(
        () -> {
          IncomingStream stream = askAt("chat", taken::addAll);
          stream.pause();
          return stream;
        });
  }

  void awaitEnd() {
    loop.until("the end", () -> ended().size() == 1);
  }

  List<ChatEvent> ended() {
    return taken.stream().filter(ChatEvent.Terminal.class::isInstance).toList();
  }

  ChatError error() {
    return ((MessageFailed) taken.get(taken.size() - 1)).error();
  }

  void awaitNothingLeft() {
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
    loop.run(() -> askAt("chat", taken::addAll).cancel("changed my mind"));
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

  @Test
  void anAnswererWhoseClassesAreMissingIsAnErrorOfOursToo() {
    // given
    listen(
        (call, deployment, out) -> {
          throw new NoClassDefFoundError("a bug");
        });
    // when
    ask();
    // then
    awaitEnd();
    assertThat(error().kind()).isEqualTo(ErrorKind.INTERNAL);
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
    loop.run(() -> askAt("nowhere", taken::addAll));
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
    assertThat(works.get(0).told().get(works.get(0).told().size() - 1))
        .matches("cancel: the (asker|answerer) closed");
  }

  @Test
  void anAskerThatThrowsWhenItHearsOfTheClosingLeavesTheOthersTheirEnd() {
    // given
    countTo(Integer.MAX_VALUE);
    loop.run(
        () -> {
          for (int i = 0; i < 3; i++) {
            askAt("chat", this::keepTheEndAndThrow);
          }
        });
    loop.until("works", () -> works.size() == 3);
    // when
    loop.await(asker::close);
    // then
    awaitNothingLeft();
    assertThat(ended()).hasSize(3);
    assertThat(works).allMatch(work -> work.told().toString().contains("closed"));
  }

  private void keepTheEndAndThrow(List<ChatEvent> events) {
    if (events.get(0) instanceof ChatEvent.Terminal) {
      taken.addAll(events);
      throw new IllegalStateException("the asker's own bug");
    }
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

  @Test
  void nothingIsSaidToAnyoneBeforeAskReturned() {
    // given
    countTo(3);
    listenToRefuseAt("refusing");
    // when
    loop.run(
        () -> {
          askAt("chat", taken::addAll);
          askAt("refusing", taken::addAll);
          askAt("nowhere", taken::addAll);
          // then
          assertThat(taken).isEmpty();
          assertThat(works).isEmpty();
        });
    loop.until("every end", () -> ended().size() == 3);
  }

  private void listenToRefuseAt(String where) {
    loop.run(
        () ->
            listenAt(
                where,
                (call, deployment, out) -> {
                  throw new ChatFailure(ErrorKind.MODEL_NOT_FOUND, "no such model");
                }));
  }

  @Test
  void aHandlerMayCancelAndGetsNothingMore() {
    // given
    countTo(1_000);
    List<IncomingStream> streams = new ArrayList<>();
    // when
    loop.run(
        () ->
            streams.add(
                askAt(
                    "chat",
                    events -> {
                      taken.addAll(events);
                      streams.get(0).cancel("enough");
                    })));
    // then
    loop.until(
        "a cancel", () -> works.size() == 1 && works.get(0).told().contains("cancel: enough"));
    awaitNothingLeft();
    assertThat(taken).containsExactly(new TextDelta(0, "0"));
  }

  @Test
  void aHandlerMayPauseAndGoOnWithinItselfAndLosesNoOrder() {
    // given
    countTo(1_000);
    List<IncomingStream> streams = new ArrayList<>();
    // when
    loop.run(
        () ->
            streams.add(
                askAt(
                    "chat",
                    events -> {
                      taken.addAll(events);
                      streams.get(0).pause();
                      streams.get(0).resume();
                    })));
    // then
    awaitEnd();
    assertThat(taken).isEqualTo(Counting.upTo(1_000));
  }

  @Test
  void aHandlerThatThrowsMissesNothingElseAndStopsNobody() {
    // given
    countTo(300);
    // when
    loop.run(
        () ->
            askAt(
                "chat",
                events -> {
                  taken.addAll(events);
                  if (taken.size() < 3) {
                    throw new IllegalStateException("the asker's own bug");
                  }
                }));
    // then
    awaitEnd();
    awaitNothingLeft();
    assertThat(taken).isEqualTo(Counting.upTo(300));
    assertThat(works.get(0).told()).allMatch(told -> !told.startsWith("cancel"));
  }

  @Test
  void whoPassesOnWhatAnotherSaysAtOnceNeitherMixesItNorRunsOutOfStack() {
    // given
    countTo(100_000);
    loop.run(
        () -> {
          String before = "chat";
          for (int hop = 1; hop <= 4; hop++) {
            String asked = before;
            before = "hop" + hop;
            listenAt(before, (call, d, out) -> new Passing(out, then -> askAt(asked, then)));
          }
        });
    // when
    loop.run(() -> askAt("hop4", taken::addAll));
    // then
    awaitEnd();
    assertThat(taken).isEqualTo(Counting.upTo(100_000));
    awaitNothingLeft();
  }

  @Test
  void whoCancelsStopsAWholeChain() {
    // given
    countTo(Integer.MAX_VALUE);
    loop.run(
        () -> listenAt("hop", (call, d, out) -> new Passing(out, then -> askAt("chat", then))));
    IncomingStream stream = loop.get(() -> askAt("hop", taken::addAll));
    // when
    loop.until("something", () -> taken.size() > 1_000);
    loop.run(() -> stream.cancel("enough"));
    // then
    awaitNothingLeft();
    assertThat(works.get(0).told()).endsWith("cancel: passed on");
  }
}
