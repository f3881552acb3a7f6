package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class InboxTest {
  private static final StreamOptions OPTIONS = StreamOptions.DEFAULT;

  private static ChatCall call() {
    return ChatCall.typed("r1", "test", ChatRequest.of("m", "hello"), true, Hints.NONE);
  }

  private static Future<Inbox> inbox(Vertx vertx, String name) {
    return Inbox.open(vertx, name, OPTIONS, System::nanoTime);
  }

  /** An answerer that sends as long as it may, and notes what it is told. */
  private static final class Counting implements Answer {
    private final OutgoingStream out;
    private final int last;
    private final List<String> told = new ArrayList<>();
    private int next;
    private boolean paused;

    Counting(OutgoingStream out, int last) {
      this.out = out;
      this.last = last;
    }

    @Override
    public void start() {
      told.add("start");
      run();
    }

    private void run() {
      while (!paused && next < last) {
        out.send(List.of(new TextDelta(0, Integer.toString(next++))));
      }
      if (next == last) {
        next++;
        out.send(List.of(new MessageEnded()));
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
      run();
    }

    @Override
    public void cancel(String reason) {
      told.add("cancel: " + reason);
      paused = true;
    }
  }

  private static void withBoth(Vertx vertx, VertxTestContext test, BiConsumer<Inbox, Inbox> given) {
    vertx.runOnContext(
        ignored ->
            Future.all(inbox(vertx, "asker"), inbox(vertx, "answerer"))
                .onComplete(
                    test.succeeding(both -> given.accept(both.resultAt(0), both.resultAt(1)))));
  }

  @Test
  void everyDeltaArrivesOnceAndInOrderHoweverManyThereAre(Vertx vertx, VertxTestContext test) {
    withBoth(
        vertx,
        test,
        (asker, answerer) -> {
          // given
          vertx
              .eventBus()
              .consumer(
                  "chat",
                  message -> answerer.answer(message, (c, d, out) -> new Counting(out, 1_000)));
          List<String> texts = new ArrayList<>();
          // when
          asker.ask(
              "chat",
              false,
              call(),
              null,
              events -> {
                for (ChatEvent event : events) {
                  if (event instanceof TextDelta delta) {
                    texts.add(delta.text());
                  }
                }
                // then
                if (events.get(events.size() - 1) instanceof MessageEnded) {
                  test.verify(
                      () -> {
                        assertThat(texts).hasSize(1_000);
                        for (int i = 0; i < texts.size(); i++) {
                          assertThat(texts.get(i)).isEqualTo(Integer.toString(i));
                        }
                        assertThat(asker.liveStreams() + answerer.liveStreams()).isZero();
                      });
                  test.completeNow();
                }
              });
        });
  }

  @Test
  void anAskerThatTakesNothingStopsTheAnswererAtItsCredit(Vertx vertx, VertxTestContext test) {
    withBoth(
        vertx,
        test,
        (asker, answerer) -> {
          // given
          List<Counting> work = new ArrayList<>();
          vertx
              .eventBus()
              .consumer(
                  "chat",
                  message ->
                      answerer.answer(
                          message,
                          (c, d, out) -> {
                            work.add(new Counting(out, 1_000));
                            return work.get(0);
                          }));
          List<ChatEvent> taken = new ArrayList<>();
          IncomingStream stream = asker.ask("chat", false, call(), null, taken::addAll);
          // when
          stream.pause();
          vertx.setTimer(
              200,
              later -> {
                // then
                test.verify(
                    () -> {
                      assertThat(taken).isEmpty();
                      assertThat(work.get(0).next).isEqualTo(OPTIONS.creditFrames());
                      assertThat(work.get(0).told).containsExactly("start", "pause");
                    });
                stream.cancel("enough");
                vertx.setTimer(
                    100,
                    end -> {
                      test.verify(
                          () -> {
                            assertThat(work.get(0).told).endsWith("cancel: enough");
                            assertThat(asker.liveStreams() + answerer.liveStreams()).isZero();
                          });
                      test.completeNow();
                    });
              });
        });
  }

  @Test
  void aRefusalIsTheOneAndOnlyEvent(Vertx vertx, VertxTestContext test) {
    withBoth(
        vertx,
        test,
        (asker, answerer) -> {
          // given
          vertx
              .eventBus()
              .consumer(
                  "chat",
                  message ->
                      answerer.answer(
                          message,
                          (c, d, out) -> {
                            throw new ChatFailure(ErrorKind.MODEL_NOT_FOUND, "no such model");
                          }));
          // when
          asker.ask(
              "chat",
              false,
              call(),
              null,
              events -> {
                // then
                test.verify(
                    () -> {
                      assertThat(events).hasSize(1);
                      MessageFailed failed = (MessageFailed) events.get(0);
                      assertThat(failed.error().kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
                      assertThat(asker.liveStreams() + answerer.liveStreams()).isZero();
                    });
                test.completeNow();
              });
        });
  }

  @Test
  void askingWhereNobodyListensFailsAtOnceAndSaysWhere(Vertx vertx, VertxTestContext test) {
    withBoth(
        vertx,
        test,
        (asker, answerer) ->
            asker.ask(
                "nowhere",
                false,
                call(),
                null,
                events -> {
                  test.verify(
                      () -> {
                        MessageFailed failed = (MessageFailed) events.get(0);
                        assertThat(failed.error().kind())
                            .isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
                        assertThat(failed.error().message()).contains("'nowhere'");
                      });
                  test.completeNow();
                }));
  }

  @Test
  void aNodeThatLeavesEndsItsStreamsAtOnce(Vertx vertx, VertxTestContext test) {
    withBoth(
        vertx,
        test,
        (asker, answerer) -> {
          // given
          vertx
              .eventBus()
              .consumer(
                  "chat", message -> answerer.answer(message, (c, d, out) -> new Counting(out, 1)));
          vertx
              .eventBus()
              .consumer(
                  "silent",
                  message ->
                      answerer.answer(
                          message, (c, d, out) -> new Counting(out, Integer.MAX_VALUE)));
          IncomingStream stream =
              asker.ask(
                  "silent",
                  false,
                  call(),
                  null,
                  events -> {
                    if (events.get(events.size() - 1) instanceof MessageFailed failed) {
                      test.verify(
                          () ->
                              assertThat(failed.error().kind())
                                  .isEqualTo(ErrorKind.STREAM_INTERRUPTED));
                      test.completeNow();
                    }
                  });
          stream.pause();
          // when
          vertx.setTimer(
              100,
              later -> {
                asker.nodeLeft("local");
                vertx.setTimer(50, again -> stream.resume());
              });
        });
  }
}
