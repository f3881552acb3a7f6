package io.lattice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.ChoiceFinished;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.MessageStarted;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.api.stream.StreamOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LatticeTest {
  private static final List<ChatEvent> HELLO =
      List.of(
          new MessageStarted("id-1", "model-1", 7, Map.of()),
          new TextDelta(0, "Hel"),
          new TextDelta(0, "lo"),
          new ChoiceFinished(0, FinishReason.STOP, "stop"),
          new MessageEnded());

  /** Says what it is told to and notes why it was stopped. */
  private record Saying(List<ChatEvent> events, OutgoingStream out, AtomicReference<String> stopped)
      implements Answer {
    @Override
    public void start() {
      events.forEach(event -> out.send(List.of(event)));
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void cancel(String reason) {
      stopped.set(reason);
    }
  }

  private static Future<AtomicReference<String>> router(Vertx vertx, List<ChatEvent> events) {
    AtomicReference<String> stopped = new AtomicReference<>();
    return Inbox.open(vertx, "router", StreamOptions.DEFAULT, System::nanoTime)
        .map(
            inbox -> {
              vertx
                  .eventBus()
                  .consumer(
                      Addresses.CHAT,
                      open ->
                          inbox.answer(open, (call, d, out) -> new Saying(events, out, stopped)));
              return stopped;
            });
  }

  @Test
  void aWholeAnswerIsFoldedFromItsEvents(Vertx vertx, VertxTestContext test) {
    router(vertx, HELLO)
        .compose(ready -> Lattice.on(vertx).chat(ChatRequest.of("m", "hi")))
        .onComplete(
            test.succeeding(
                answer -> {
                  test.verify(
                      () -> {
                        assertThat(answer.text()).isEqualTo("Hello");
                        assertThat(answer.id()).isEqualTo("id-1");
                        assertThat(answer.choices().get(0).finishReason())
                            .isEqualTo(FinishReason.STOP);
                      });
                  test.completeNow();
                }));
  }

  @Test
  void aFailureKeepsItsKindAndTheProvidersCode(Vertx vertx, VertxTestContext test) {
    ChatError error = new ChatError(ErrorKind.UPSTREAM_OVERLOADED, "busy", "overloaded");
    router(vertx, List.of(new MessageFailed(error, null)))
        .compose(ready -> Lattice.on(vertx).chat(ChatRequest.of("m", "hi")))
        .onComplete(
            test.failing(
                problem -> {
                  test.verify(
                      () -> {
                        assertThat(problem).isInstanceOf(ChatFailure.class);
                        assertThat(((ChatFailure) problem).error()).isEqualTo(error);
                        assertThat(((ChatFailure) problem).failureCode()).isEqualTo(503);
                      });
                  test.completeNow();
                }));
  }

  @Test
  void aReaderGetsOnlyWhatItFetches(Vertx vertx, VertxTestContext test) {
    router(vertx, HELLO)
        .onComplete(
            test.succeeding(
                ready -> {
                  ChatStream stream = Lattice.on(vertx).stream(ChatRequest.of("m", "hi"));
                  List<ChatEvent> seen = new ArrayList<>();
                  stream.pause();
                  stream.endHandler(
                      ended -> {
                        test.verify(
                            () -> assertThat(seen).isEqualTo(HELLO.subList(0, HELLO.size() - 1)));
                        test.completeNow();
                      });
                  stream.handler(
                      event -> {
                        seen.add(event);
                        stream.fetch(1);
                      });
                  stream.fetch(1);
                }));
  }

  @Test
  void cancellingReachesWhoeverAnswersAndTheReader(Vertx vertx, VertxTestContext test) {
    router(vertx, List.of(new TextDelta(0, "and on and on")))
        .onComplete(
            test.succeeding(
                stopped -> {
                  ChatStream stream = Lattice.on(vertx).stream(ChatRequest.of("m", "hi"));
                  stream.exceptionHandler(
                      problem ->
                          vertx.setPeriodic(
                              5,
                              check -> {
                                if (stopped.get() != null) {
                                  test.verify(
                                      () ->
                                          assertThat(((ChatFailure) problem).kind())
                                              .isEqualTo(ErrorKind.CANCELLED));
                                  test.completeNow();
                                }
                              }));
                  stream.handler(event -> stream.cancel());
                }));
  }
}
