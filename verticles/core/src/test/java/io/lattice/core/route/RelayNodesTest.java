package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.failing;
import static io.lattice.core.route.FakeAnswer.saying;
import static io.lattice.core.route.FakeAnswer.started;
import static io.lattice.core.route.RouterScene.FAR;
import static io.lattice.core.route.RouterScene.THERE;
import static io.lattice.core.route.RouterScene.id;
import static io.lattice.core.route.Samples.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent.RouteChosen;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.PeerProblem;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider runs on two nodes, and one of them fails. */
@ExtendWith(VertxExtension.class)
class RelayNodesTest {
  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  private static ChatError refusal() {
    return new ChatError(
        ErrorKind.UPSTREAM_UNREACHABLE, "not configured on this node", PeerProblem.REFUSED);
  }

  private void assertAnsweredInASecondAttempt(FakeCaller caller) {
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
    assertThat(caller.events()).startsWith(new RouteChosen(id("openai"), 2));
    assertThat(scene.settlement().attempts()).isEqualTo(2);
    assertThat(scene.verdict("openai")).isInstanceOf(Verdict.Healthy.class);
  }

  @Test
  void thisNodeIsAskedBeforeOthers() {
    // given
    FakeProvider here = scene.provider("openai", answering("hello"));
    FakeProvider there = scene.providerOn(THERE, "openai", answering("hello from there"));
    // when
    FakeCaller caller = scene.ask();
    // then
    caller.awaitEnd();
    assertThat(here.answers()).hasSize(1);
    assertThat(there.answers()).isEmpty();
  }

  @Test
  void aNodeThatLeavesBeforeContentIsReplacedByAnother() {
    // given
    FakeProvider there = scene.providerOn(THERE, "openai", saying(started()), answering("hello"));
    FakeProvider far = scene.providerOn(FAR, "openai", saying(started()), answering("hello"));
    FakeCaller caller = scene.ask();
    scene.loop().until("an answer", () -> there.answers().size() + far.answers().size() == 1);
    boolean askedThere = scene.loop().get(() -> there.answers().size() == 1);
    scene.awaitAnswers(askedThere ? there : far, 1);
    // when
    scene.loop().run(() -> (askedThere ? far : there).skipOne());
    scene.leaves(askedThere ? THERE : FAR);
    // then
    assertAnsweredInASecondAttempt(caller);
  }

  @Test
  void aNodeThatLeavesAndHasNoEqualIsReplacedByTheNextDeployment() {
    // given
    FakeProvider there = scene.providerOn(THERE, "openai", saying(started()));
    scene.provider("azure", answering("hello"));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(there, 1);
    // when
    scene.leaves(THERE);
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
    assertThat(caller.events()).startsWith(new RouteChosen(id("azure"), 2));
  }

  @Test
  void aNodeThatLeavesAfterContentEndsTheAnswerInOneError() {
    // given
    FakeProvider there =
        scene.providerOn(THERE, "openai", saying(started(), new TextDelta(0, "half an ans")));
    FakeCaller caller = scene.ask();
    caller.awaitFirst();
    // when
    scene.leaves(THERE);
    // then
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    assertThat(caller.text()).isEqualTo("half an ans");
    assertThat(caller.awaitUsageOfError()).isNotNull();
    assertThat(there.answers()).hasSize(1);
    assertThat(scene.verdict("openai")).isInstanceOf(Verdict.Healthy.class);
  }

  @Test
  void aNodeThatLeftSinceThePlanWasMadeIsNotAskedInItsTurn() {
    // given
    FakeProvider there = scene.providerOn(THERE, "openai", saying(started()));
    FakeProvider far = scene.providerOn(FAR, "azure", answering("too late"));
    scene.provider("bedrock", answering("hello"));
    FakeCaller caller = scene.ask();
    scene.awaitAnswers(there, 1);
    // when
    scene.leaves(FAR);
    scene.leaves(THERE);
    // then
    caller.awaitEnd();
    assertThat(caller.events()).startsWith(new RouteChosen(id("bedrock"), 2));
    assertThat(far.answers()).isEmpty();
  }

  @Test
  void whereNobodyListensTheNextNodeIsAskedAtOnce() {
    // given
    scene.ghost("openai");
    scene.providerOn(THERE, "openai", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertAnsweredInASecondAttempt(caller);
  }

  @Test
  void whoDoesNotAcceptInTimeIsNotWaitedFor() {
    // given
    FakeProvider here = scene.provider("openai", answering("never"));
    here.holdUp();
    scene.providerOn(THERE, "openai", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertAnsweredInASecondAttempt(caller);
    // and the one that wakes up late spends nothing
    scene.loop().run(here::acceptAll);
    assertThat(here.answer(1).told()).doesNotContain("start");
  }

  @Test
  void aNodeThatWasNotHeardIsAskedOnceMoreWhereNobodyElseIs() {
    // given
    FakeProvider here = scene.provider("openai", answering("hello"));
    here.holdUp();
    FakeCaller caller = scene.ask();
    scene.loop().until("an opening", () -> here.waiting() == 1);
    // when
    scene.loop().run(here::acceptLater);
    // then
    assertAnsweredInASecondAttempt(caller);
  }

  @Test
  void aNodeThatIsNotAbleToIsNoFaultOfTheDeployment() {
    // given
    scene.provider("openai", failing(refusal()));
    scene.providerOn(THERE, "openai", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertAnsweredInASecondAttempt(caller);
  }

  @Test
  void aNodeThatShutsDownSendsItsRequestsToAnother() {
    // given
    scene.provider("openai", failing(error(ErrorKind.SHUTTING_DOWN)));
    scene.providerOn(THERE, "openai", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    assertAnsweredInASecondAttempt(caller);
  }

  @Test
  void aNodeThatDrainsIsAskedNoMore() {
    // given
    FakeProvider there = scene.providerOn(THERE, "openai", answering("hello"));
    scene.drains(THERE);
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitError().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
    assertThat(there.answers()).isEmpty();
  }

  @Test
  void withoutAnotherNodeTheNextDeploymentAnswers() {
    // given
    scene.ghost("openai");
    scene.provider("azure", answering("hello"));
    // when
    FakeCaller caller = scene.ask();
    // then
    caller.awaitEnd();
    assertThat(caller.events()).startsWith(new RouteChosen(id("azure"), 2));
  }

  @Test
  void nobodyAnywhereIsToldWithTheAddress() {
    // given
    scene.ghost("openai");
    // when
    FakeCaller caller = scene.ask();
    // then
    assertThat(caller.awaitError().message()).contains("lattice.provider.openai.here");
    scene.awaitNothingLeft();
  }
}
