package io.lattice.core.provider;

import static io.lattice.core.provider.UpstreamScene.PROVIDER;
import static io.lattice.core.provider.UpstreamScene.deployment;
import static io.lattice.core.provider.UpstreamScene.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.Addresses;
import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.Lane;
import io.lattice.api.stream.PeerProblem;
import io.lattice.api.stream.StreamOptions;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelRegistry;
import io.lattice.core.testing.EventLoop;
import io.lattice.core.testing.Patience;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider's verticle does with what routers open, over an upstream of the test's. */
@ExtendWith(VertxExtension.class)
class ProviderVerticleTest {
  private static final String NODE = "here";
  private static final String ADDRESS = Addresses.provider(PROVIDER, NODE);
  private static final String MINE = deployment("m").id();

  private final FakeUpstream upstream = new FakeUpstream();
  private volatile LatticeConfig config =
      LatticeConfig.of(
          List.of(), ModelRegistry.of(List.of(Model.of("m", List.of(deployment("m"))))));
  private Vertx vertx;
  private EventLoop loop;
  private Inbox inbox;
  private Inbox askers;
  private ProviderVerticle verticle;

  @BeforeEach
  void deploy(Vertx vertx) {
    this.vertx = vertx;
    this.loop = EventLoop.of(vertx);
    this.inbox = inbox("0");
    this.askers = inbox("asker");
    this.verticle = deployOn(0);
  }

  private Inbox inbox(String unique) {
    StreamOptions options =
        new StreamOptions(
            8, 64 * 1024, Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(6));
    return loop.await(() -> Inbox.open(vertx, unique, options, System::nanoTime));
  }

  private ProviderVerticle deployOn(int lane) {
    ProviderVerticle deployed =
        new ProviderVerticle(PROVIDER, new Lane(NODE, lane, inbox), () -> config, upstream);
    loop.await(
        () -> {
          try {
            return deployed.deploy(loop.context()).mapEmpty();
          } catch (Exception broken) {
            throw new AssertionError(broken);
          }
        });
    return deployed;
  }

  private Heard ask(String where, String deployment) {
    return ask(askers, where, deployment);
  }

  private Heard ask(Inbox asker, String where, String deployment) {
    Heard heard = new Heard();
    loop.run(() -> asker.ask(where, asker == inbox, typed("m", true), deployment, heard::send));
    Patience.await("an answer's end").until(heard::hasEnded);
    return heard;
  }

  @ParameterizedTest
  @ValueSource(strings = {"for the cluster", "on its lane"})
  void hasItsUpstreamAnswerForTheDeploymentThatTheRouterChose(String how) {
    // when
    Heard heard =
        how.equals("on its lane")
            ? ask(inbox, Addresses.onLane(ADDRESS, 0), MINE)
            : ask(ADDRESS, MINE);
    // then
    assertThat(heard.text()).isEqualTo("Hello");
    assertThat(heard.events()).endsWith(new ChatEvent.MessageEnded());
    assertThat(upstream.prepared()).containsExactly(deployment("m"));
  }

  @Test
  void refusesForItsNodeADeploymentThatItsRegistryDoesNotHave() {
    // when
    ChatError error = ask(ADDRESS, "one/other").error();
    // then
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
    assertThat(error.code()).isEqualTo(PeerProblem.REFUSED);
    assertThat(error.message()).contains("'one/other'", "'one'");
    assertThat(upstream.prepared()).isEmpty();
  }

  @Test
  void goesByTheConfigurationOfTheMoment() {
    // given
    config = LatticeConfig.of(List.of(), ModelRegistry.EMPTY);
    // when, then
    assertThat(ask(ADDRESS, MINE).error().code()).isEqualTo(PeerProblem.REFUSED);
  }

  @Test
  void passesOnThatItsUpstreamRefuses() {
    // given
    ChatError refusal = new ChatError(ErrorKind.INVALID_REQUEST, "no");
    upstream.breakWith(new ChatFailure(refusal));
    // when, then
    assertThat(ask(ADDRESS, MINE).error()).isEqualTo(refusal);
  }

  @Test
  void anUpstreamThatBreaksDownFailsOneCallAndNotTheNext() {
    // given
    upstream.breakWith(new IllegalStateException("secret detail"));
    // when
    ChatError error = ask(ADDRESS, MINE).error();
    // then
    assertThat(error.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(error.message()).doesNotContain("secret");
    upstream.mend();
    assertThat(ask(ADDRESS, MINE).text()).isEqualTo("Hello");
  }

  @Test
  void looksAtItsCallsAsLongAsThereAreAny() {
    // given
    upstream.keepBusy(true);
    ask(ADDRESS, MINE);
    // when
    Patience.await("looks").until(() -> upstream.sweeps() >= 3);
    upstream.keepBusy(false);
    int before = upstream.sweeps();
    Patience.await("the last look").until(() -> upstream.sweeps() > before);
    // then
    int last = upstream.sweeps();
    loop.await(() -> vertx.timer(350));
    assertThat(upstream.sweeps()).isEqualTo(last);
    // and again once there is another
    ask(ADDRESS, MINE);
    Patience.await("another look").until(() -> upstream.sweeps() > last);
  }

  @Test
  void answersACheckOnceForAllLanesOfItsNode() {
    // given
    deployOn(1);
    // when
    List<JsonArray> replies =
        List.of(awaitCheck(), awaitCheck(), awaitCheck()).stream().map(Message::body).toList();
    // then
    assertThat(replies)
        .allSatisfy(
            reply ->
                assertThat(reply.getJsonObject(0).getString("problem")).isEqualTo("it is a fake"));
  }

  private Message<JsonArray> awaitCheck() {
    return loop.await(
        () -> vertx.eventBus().request(Addresses.onThisNode(ADDRESS), new JsonObject()));
  }

  @Test
  void listensNoMoreOnceItIsStopped() {
    // when
    loop.await(
        () -> {
          try {
            return verticle.undeploy(loop.context()).mapEmpty();
          } catch (Exception broken) {
            throw new AssertionError(broken);
          }
        });
    // then
    assertThat(upstream.isClosed()).isTrue();
    assertThat(ask(ADDRESS, MINE).error().code()).isEqualTo(PeerProblem.NOT_ACCEPTED);
    Future<Message<Object>> check =
        vertx.eventBus().request(Addresses.onThisNode(ADDRESS), new JsonObject());
    Patience.await("a refusal").until(check::isComplete);
    assertThat(((ReplyException) check.cause()).failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
  }
}
