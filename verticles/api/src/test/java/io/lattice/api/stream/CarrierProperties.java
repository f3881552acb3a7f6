package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.EventLoop;
import io.lattice.api.stream.ScriptedStream.Step;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever happens in whatever order, nobody can tell what carried a stream. */
class CarrierProperties {
  private static final Vertx VERTX = Vertx.vertx();
  private static final EventLoop LOOP = EventLoop.of(VERTX);

  @AfterContainer
  static void end() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    EnumSet<Step> rare = EnumSet.of(Step.END, Step.CANCEL, Step.CANCEL_AT_NEXT, Step.SAY_BADLY);
    return Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of(EnumSet.complementOf(rare))),
            Tuple.of(1, Arbitraries.of(rare)))
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void bothEndsAreToldTheSameInTheSameOrder(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 2, max = 9) int frames,
      @ForAll @IntRange(min = 2, max = 400) int bytes,
      @ForAll long seed) {
    // given
    StreamOptions options =
        new StreamOptions(
            frames, bytes, Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(6));
    // when
    List<String> overTheBus = LOOP.await(() -> overTheBus(options, steps, seed));
    List<String> onOneLane = LOOP.await(() -> onOneLane(options, steps, seed));
    // then
    assertThat(onOneLane).isEqualTo(overTheBus);
    assertThat(onOneLane).startsWith("asked", "start");
  }

  private static ScriptedStream stream(long seed) {
    Context context = VERTX.getOrCreateContext();
    context.exceptionHandler(expected -> {});
    return new ScriptedStream(context, seed);
  }

  private static Future<Inbox> inbox(String unique, StreamOptions options) {
    return Inbox.open(VERTX, unique, options, System::nanoTime);
  }

  private static Future<List<String>> overTheBus(
      StreamOptions options, List<Step> steps, long seed) {
    ScriptedStream stream = stream(seed);
    return inbox("asker", options)
        .compose(
            asker ->
                inbox("answerer", options)
                    .compose(answerer -> overTheBus(asker, answerer, stream, steps)));
  }

  private static Future<List<String>> overTheBus(
      Inbox asker, Inbox answerer, ScriptedStream stream, List<Step> steps) {
    MessageConsumer<?> consumer =
        VERTX
            .eventBus()
            .consumer(
                "chat",
                message ->
                    answerer.answer((Message<?>) message, (c, d, out) -> stream.answerOn(out)));
    return stream
        .play(asker.ask("chat", false, StreamContract.CALL, null, stream::took), steps)
        .eventually(() -> Future.all(consumer.unregister(), asker.close(), answerer.close()));
  }

  private static Future<List<String>> onOneLane(
      StreamOptions options, List<Step> steps, long seed) {
    ScriptedStream stream = stream(seed);
    return inbox("lane", options)
        .compose(
            lane -> {
              lane.listen("chat", (call, deployment, out) -> stream.answerOn(out));
              return stream
                  .play(lane.ask("chat", true, StreamContract.CALL, null, stream::took), steps)
                  .eventually(lane::close);
            });
  }
}
