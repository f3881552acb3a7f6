package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OnOneLaneTest extends StreamContract {

  @Override
  Inbox answererBeside(Inbox asker) {
    return asker;
  }

  @Override
  void listenAt(String where, Answerer work) {
    answerer.listen(where, work);
  }

  @Override
  IncomingStream askAt(String where, Consumer<List<ChatEvent>> handler) {
    return asker.ask(where, true, CALL, null, handler);
  }

  @Test
  void nothingOfItGoesOverTheBus() {
    // given
    List<String> carried = new ArrayList<>();
    loop.run(
        () ->
            vertx
                .eventBus()
                .addOutboundInterceptor(
                    delivery -> {
                      carried.add(delivery.message().address());
                      delivery.next();
                    }));
    countTo(1_000);
    // when
    ask();
    // then
    awaitEnd();
    awaitNothingLeft();
    assertThat(taken).hasSize(1_001);
    assertThat(carried).isEmpty();
  }

  @Test
  void manyThatAskInOneTurnAreAllAnswered() {
    // given
    countTo(1);
    // when
    loop.run(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            askAt("chat", taken::addAll);
          }
        });
    // then
    loop.until("every end", () -> ended().size() == 1_000);
    assertThat(taken).hasSize(2_000).noneMatch(ChatEvent.MessageFailed.class::isInstance);
    awaitNothingLeft();
  }

  @Test
  void noGoComesTooLate() {
    // given
    listen(
        (call, deployment, out) -> {
          works.add(new Counting(out, 3));
          ticker.advance(Duration.ofHours(1));
          return works.get(0);
        });
    // when
    ask();
    // then
    awaitEnd();
    assertThat(taken).isEqualTo(Counting.upTo(3));
  }

  @Test
  void anAnswerWithoutEndLeavesTheLoopToOthers() {
    // given
    countTo(Integer.MAX_VALUE);
    // when
    IncomingStream stream = loop.get(() -> askAt("chat", events -> taken.add(events.get(0))));
    // then
    loop.until("much of it", () -> taken.size() > 10_000);
    loop.run(() -> stream.cancel("enough"));
    awaitNothingLeft();
  }

  @Test
  void twoCannotListenAtOneAddress() {
    // given
    countTo(3);
    // then
    assertThatThrownBy(() -> countTo(4)).hasStackTraceContaining("two listen at 'chat'");
  }

  @Test
  void whoListensNoMoreIsNotFoundThoughWhatWasAskedBeforeIsAnswered() {
    // given
    countTo(3);
    // when
    loop.run(
        () -> {
          askAt("chat", taken::addAll);
          answerer.ignore("chat");
        });
    awaitEnd();
    ask();
    // then
    loop.until("another end", () -> ended().size() == 2);
    assertThat(taken.subList(0, 4)).isEqualTo(Counting.upTo(3));
    assertThat(error().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
  }
}
