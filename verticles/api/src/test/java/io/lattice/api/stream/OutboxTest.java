package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.stream.StreamMessage.Batch;
import io.lattice.api.stream.StreamMessage.Credit;
import io.lattice.api.stream.StreamMessage.Frame;
import io.lattice.api.wire.Wire;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OutboxTest {

  private record Sent(String inbox, StreamMessage message) {}

  private final List<Sent> sent = new ArrayList<>();

  private static Credit credit(int frames) {
    return new Credit(1, frames, 1);
  }

  private static Frame frame(int characters) {
    return new Frame(1, 0, List.of(new TextDelta(0, "x".repeat(characters))));
  }

  /** Says something in one turn of an event loop and looks after two more. */
  private void afterwards(
      Vertx vertx, VertxTestContext test, Consumer<Outbox> turn, Runnable then) {
    Context context = vertx.getOrCreateContext();
    Outbox outbox = new Outbox(context, (inbox, message) -> sent.add(new Sent(inbox, message)));
    context.runOnContext(
        first -> {
          test.verify(() -> turn.accept(outbox));
          context.runOnContext(
              second ->
                  context.runOnContext(
                      third -> {
                        test.verify(then::run);
                        test.completeNow();
                      }));
        });
  }

  @Test
  void whatOneTurnSaysToAnInboxGoesAsOneMessageInOrder(Vertx vertx, VertxTestContext test) {
    afterwards(
        vertx,
        test,
        outbox -> {
          // when
          outbox.add("a", credit(1));
          outbox.add("b", credit(2));
          outbox.add("a", credit(3));
          // then
          assertThat(sent).isEmpty();
        },
        () ->
            assertThat(sent)
                .containsExactly(
                    new Sent("a", new Batch(List.of(credit(1), credit(3)))),
                    new Sent("b", credit(2))));
  }

  @Test
  void aFullBatchGoesBeforeTheTurnEnds(Vertx vertx, VertxTestContext test) {
    afterwards(
        vertx,
        test,
        outbox -> {
          // when
          for (int i = 0; i < 100; i++) {
            outbox.add("a", credit(i));
          }
          // then
          assertThat(sent).hasSize(1);
        },
        () -> {
          List<Object> all = new ArrayList<>();
          sent.forEach(one -> all.addAll(((Batch) one.message()).messages()));
          assertThat(sent).hasSize(2);
          assertThat(all).hasSize(100).isSortedAccordingTo(OutboxTest::byFrames);
        });
  }

  private static int byFrames(Object one, Object other) {
    return Integer.compare(((Credit) one).frames(), ((Credit) other).frames());
  }

  @Test
  void aLargeFrameWaitsForNothing(Vertx vertx, VertxTestContext test) {
    afterwards(
        vertx,
        test,
        outbox -> {
          // when
          outbox.add("a", frame(64 * 1024));
          // then
          assertThat(sent).containsExactly(new Sent("a", frame(64 * 1024)));
        },
        () -> assertThat(sent).hasSize(1));
  }

  @Test
  void aLaterTurnIsSentToo(Vertx vertx, VertxTestContext test) {
    afterwards(
        vertx,
        test,
        outbox -> {
          // given
          outbox.add("a", credit(1));
          // when
          vertx.runOnContext(next -> outbox.add("a", credit(2)));
        },
        () -> assertThat(sent).containsExactly(new Sent("a", credit(1)), new Sent("a", credit(2))));
  }

  @Test
  void aBatchComesOffTheWireAsItWas() {
    // given
    Wire<StreamMessage> wire = Wire.of(StreamMessage.class, MethodHandles.lookup());
    StreamMessage batch = new Batch(List.of(frame(20), credit(1), frame(0)));
    Buffer buffer = Buffer.buffer();
    // when
    wire.write(buffer, batch);
    // then
    assertThat(wire.read(buffer, 0)).isEqualTo(batch);
  }
}
