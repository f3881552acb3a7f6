package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.text;
import static io.lattice.core.provider.UpstreamScene.typed;
import static io.lattice.core.provider.UpstreamScene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.PeerProblem;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls of a provider whose every connection is in use: one of them, with room for one to wait. */
@ExtendWith(VertxExtension.class)
class QueueTest {
  private UpstreamScene scene;
  private UpstreamScene.Asked busy;

  @BeforeEach
  void occupyTheOnlyConnection(Vertx vertx) {
    scene = UpstreamScene.of(vertx, 1, 1);
    scene.server().on("endless", Script.sse().event(text("Hello")).stall());
    scene.server().on("m", Script.json(200, whole("Hello")));
    busy = scene.ask(typed("endless", true));
    Patience.await("content").until(() -> !busy.heard().events().isEmpty());
  }

  @AfterEach
  void end() {
    scene.loop().run(() -> busy.answer().cancel("the test is over"));
    scene.awaitIdle();
    scene.close();
  }

  private static void assertIsForWantOfRoom(ChatError error) {
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_OVERLOADED);
    // The node's want of room says nothing of the deployment's health.
    assertThat(error.code()).isEqualTo(PeerProblem.REFUSED);
    assertThat(error.message()).contains("127.0.0.1", "upstream.pool_size");
  }

  @Test
  void whoHasWaitedTooLongIsTurnedAway() {
    // given
    UpstreamScene.Asked waiting = scene.ask(typed("m", false));
    // when
    scene.pass(Duration.ofMillis(1_900));
    boolean early = waiting.heard().hasEnded();
    scene.pass(Duration.ofMillis(200));
    // then
    assertThat(early).isFalse();
    assertIsForWantOfRoom(waiting.heard().error());
    assertThat(waiting.heard().error().message()).contains("2000 ms");
    assertThat(scene.server().calls("m")).isEmpty();
  }

  @Test
  void whoFindsTheQueueFullIsTurnedAwayAtOnce() {
    // given
    UpstreamScene.Asked waiting = scene.ask(typed("m", false));
    // when
    UpstreamScene.Asked late = scene.ask(typed("m", false));
    scene.awaitEnd(late);
    // then
    assertIsForWantOfRoom(late.heard().error());
    assertThat(waiting.heard().hasEnded()).isFalse();
    scene.loop().run(() -> waiting.answer().cancel("the test is over"));
  }

  @Test
  void whoWaitsGoesOnOnceAConnectionIsFree() {
    // given
    UpstreamScene.Asked waiting = scene.ask(typed("m", false));
    scene.pass(Duration.ofMillis(1_500));
    // when
    scene.loop().run(() -> busy.answer().cancel("gone"));
    scene.awaitEnd(waiting);
    // then
    assertThat(waiting.heard().text()).isEqualTo("Hello");
  }

  @Test
  void whoGivesUpWaitingMakesRoomForTheNext() {
    // given
    UpstreamScene.Asked first = scene.ask(typed("m", false));
    scene.loop().run(() -> first.answer().cancel("gone"));
    UpstreamScene.Asked second = scene.ask(typed("m", false));
    // when
    scene.loop().run(() -> busy.answer().cancel("gone"));
    scene.awaitEnd(second);
    // then
    assertThat(second.heard().text()).isEqualTo("Hello");
    assertThat(first.heard().events()).isEmpty();
    assertThat(scene.server().calls("m")).hasSize(1);
  }
}
