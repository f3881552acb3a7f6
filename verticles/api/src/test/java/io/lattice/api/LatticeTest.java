package io.lattice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.ChoiceFinished;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.MessageStarted;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatEvent.UsageReported;
import io.lattice.api.chat.ChatEvent.VectorsAdded;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.api.stream.StreamOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final AtomicInteger asked = new AtomicInteger();

  private Future<AtomicReference<String>> router(Vertx vertx, List<ChatEvent> events) {
    AtomicReference<String> stopped = new AtomicReference<>();
    return Inbox.open(vertx, "router", StreamOptions.DEFAULT, System::nanoTime)
        .map(
            inbox -> {
              vertx
                  .eventBus()
                  .consumer(
                      Addresses.CHAT,
                      open ->
                          inbox.answer(
                              open,
                              (call, d, out) -> {
                                asked.incrementAndGet();
                                return new Saying(events, out, stopped);
                              }));
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
  void vectorsAreFoldedFromTheirFramesInTheOrderOfTheTexts(Vertx vertx, VertxTestContext test) {
    Vector first = Vector.of(new float[] {1, -0.5f});
    Vector second = Vector.of(new float[] {0, Float.MIN_VALUE});
    Vector third = Vector.of(new float[] {3, 4});
    router(
            vertx,
            List.of(
                new MessageStarted("", "model-1", 0, Map.of()),
                new VectorsAdded(0, List.of(first, second)),
                new VectorsAdded(2, List.of(third)),
                new UsageReported(Usage.counted(6, 0)),
                new MessageEnded()))
        .compose(ready -> Lattice.on(vertx).embed(EmbeddingRequest.of("m", "a", "b", "c")))
        .onComplete(
            test.succeeding(
                answer -> {
                  test.verify(
                      () -> {
                        assertThat(answer.model()).isEqualTo("model-1");
                        assertThat(answer.vectors()).containsExactly(first, second, third);
                        assertThat(answer.usage()).isEqualTo(Usage.counted(6, 0));
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

  /** Asks for an answer and keeps it open. */
  private static final class Asking extends VerticleBase {
    private final List<ErrorKind> failures = new CopyOnWriteArrayList<>();
    private final Promise<Void> heard = Promise.promise();

    @Override
    public Future<?> start() {
      ChatStream stream = Lattice.on(vertx).stream(ChatRequest.of("m", "hi"));
      stream.exceptionHandler(problem -> failures.add(((ChatFailure) problem).kind()));
      stream.handler(event -> heard.tryComplete());
      return heard.future();
    }
  }

  @Test
  void aVerticleThatIsUndeployedStopsWhatItAskedFor(Vertx vertx) {
    // given
    EventLoop loop = EventLoop.of(vertx);
    Asking asking = new Asking();
    AtomicReference<String> stopped =
        loop.await(() -> router(vertx, List.of(new TextDelta(0, "and on and on"))));
    String deployment = loop.await(() -> vertx.deployVerticle(asking));
    // when
    loop.await(() -> vertx.undeploy(deployment));
    // then
    loop.until("a cancel", () -> stopped.get() != null);
    assertThat(stopped.get()).isEqualTo("the asker closed");
    assertThat(asking.failures).containsExactly(ErrorKind.SHUTTING_DOWN);
  }

  @Test
  void aClientThatIsClosedStopsWhatItAskedForAndFailsWhatIsAskedLater(Vertx vertx) {
    // given
    EventLoop loop = EventLoop.of(vertx);
    AtomicReference<String> stopped =
        loop.await(() -> router(vertx, List.of(new TextDelta(0, "and on and on"))));
    Lattice lattice = loop.get(() -> Lattice.on(vertx));
    Future<ChatResponse> first = loop.get(() -> lattice.chat(ChatRequest.of("m", "hi")));
    loop.until("an answer", () -> asked.get() == 1);
    // when
    loop.await(lattice::close);
    Future<ChatResponse> later = loop.get(() -> lattice.chat(ChatRequest.of("m", "hi")));
    // then
    loop.until("a cancel", () -> stopped.get() != null);
    loop.until("failures", () -> first.failed() && later.failed());
    assertThat(((ChatFailure) first.cause()).kind()).isEqualTo(ErrorKind.SHUTTING_DOWN);
    assertThat(((ChatFailure) later.cause()).kind()).isEqualTo(ErrorKind.SHUTTING_DOWN);
  }
}
