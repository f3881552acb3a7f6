package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.pouring;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ErrorKind;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RelayBackpressureTest {
  private static final int MUCH = 5_000;

  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  private static String all() {
    return IntStream.range(0, MUCH).mapToObj(FakeAnswer::poured).collect(Collectors.joining());
  }

  /** A provider that has noticed that its caller takes nothing. */
  private FakeAnswer heldBack(FakeProvider provider) {
    scene.awaitAnswers(provider, 1);
    FakeAnswer answer = scene.loop().get(() -> provider.answer(1));
    scene.loop().until("a pause", answer::isPaused);
    return answer;
  }

  @Test
  void whatACallerDoesNotTakeTheProviderDoesNotMake() {
    // given
    FakeProvider only = scene.provider("only", pouring(MUCH));
    // when
    scene.askAndTakeNothing();
    FakeAnswer answer = heldBack(only);
    // then
    int underWay = scene.loop().get(answer::poured);
    assertThat(underWay).isLessThanOrEqualTo(2 * RouterScene.CREDIT_FRAMES);
  }

  @Test
  void nothingIsLostOrRepeatedWhenTheCallerGoesOn() {
    // given
    FakeProvider only = scene.provider("only", pouring(MUCH));
    FakeCaller caller = scene.askAndTakeNothing();
    FakeAnswer answer = heldBack(only);
    // when
    caller.resume();
    scene.loop().until("all", () -> answer.poured() == MUCH);
    scene.loop().run(() -> answer.say(new MessageEnded()));
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo(all());
    assertThat(scene.settlement().failure()).isNull();
  }

  @Test
  void aCallerThatStopsAgainAndAgainStillGetsEverything() {
    // given
    FakeProvider only = scene.provider("only", pouring(MUCH));
    FakeCaller caller = scene.askAndTakeNothing();
    FakeAnswer answer = heldBack(only);
    // when
    for (int i = 0; i < 50; i++) {
      caller.resume();
      caller.pause();
    }
    caller.resume();
    scene.loop().until("all", () -> answer.poured() == MUCH);
    scene.loop().run(() -> answer.say(new MessageEnded()));
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo(all());
  }

  @Test
  void anErrorComesAfterAllThatWasSaidBeforeIt() {
    // given
    FakeProvider only = scene.provider("only", pouring(MUCH));
    FakeCaller caller = scene.askAndTakeNothing();
    FakeAnswer answer = heldBack(only);
    int said = scene.loop().get(answer::poured);
    // when
    scene
        .loop()
        .run(
            () -> answer.say(new MessageFailed(Samples.error(ErrorKind.STREAM_INTERRUPTED), null)));
    caller.resume();
    // then
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    assertThat(caller.text()).endsWith(FakeAnswer.poured(said - 1));
    scene.settlement();
  }

  @Test
  void aCallerThatGoesAwayWhileItTakesNothingStopsTheProvider() {
    // given
    FakeProvider only = scene.provider("only", pouring(MUCH));
    FakeCaller caller = scene.askAndTakeNothing();
    FakeAnswer answer = heldBack(only);
    // when
    caller.cancel();
    // then
    scene.awaitCancelled(answer);
    assertThat(scene.settlement().failure()).isEqualTo(ErrorKind.CANCELLED);
    int said = scene.loop().get(answer::poured);
    assertThat(said).isLessThan(MUCH);
  }
}
