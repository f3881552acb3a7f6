package io.lattice.core.route;

import static io.lattice.core.route.FakeAnswer.answering;
import static io.lattice.core.route.FakeAnswer.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.Addresses;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ErrorKind;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RouterVerticleTest {
  private Vertx vertx;
  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    this.vertx = vertx;
    scene = new RouterScene(vertx);
  }

  private List<ChatEvent> askOnItsLane() {
    List<ChatEvent> taken = new ArrayList<>();
    scene
        .loop()
        .run(
            () ->
                scene
                    .lane()
                    .ask(
                        Addresses.onLane(Addresses.CHAT, 0),
                        true,
                        scene.call(),
                        null,
                        taken::addAll));
    scene
        .loop()
        .until("the end", () -> taken.stream().anyMatch(ChatEvent.Terminal.class::isInstance));
    return taken;
  }

  @Test
  void whatIsNoStreamGoesToThePlainDoor() {
    // given
    JsonObject question = new JsonObject().put("model", "m");
    // when
    vertx.eventBus().send(Addresses.CHAT, question);
    // then
    scene.loop().until("it", () -> scene.plain().size() == 1);
    assertThat(scene.plain()).allMatch(message -> question.equals(message.body()));
  }

  @Test
  void answersOnItsOwnLaneToo() {
    // given
    scene.provider("only", answering("hello"));
    // when
    List<ChatEvent> taken = askOnItsLane();
    // then
    assertThat(taken).contains(new TextDelta(0, "hello")).endsWith(new MessageEnded());
    scene.settlement();
  }

  @Test
  void whileItDrainsOnlyItsOwnLaneIsAnswered() {
    // given
    scene.provider("only", answering("hello"));
    scene.loop().await(() -> scene.router().drain());
    // when
    FakeCaller fromElsewhere = scene.askNobody();
    List<ChatEvent> taken = askOnItsLane();
    // then
    assertThat(fromElsewhere.awaitError().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
    assertThat(taken).endsWith(new MessageEnded());
  }

  @Test
  void whatIsUnderWayWhenItDrainsIsFinished() {
    // given
    FakeProvider only = scene.provider("only", saying(new TextDelta(0, "hel")));
    FakeCaller caller = scene.ask();
    caller.awaitFirst();
    // when
    scene.loop().await(() -> scene.router().drain());
    scene.loop().run(() -> only.answer(1).say(new TextDelta(0, "lo"), new MessageEnded()));
    // then
    caller.awaitEnd();
    assertThat(caller.text()).isEqualTo("hello");
    assertThat(scene.settlement().failure()).isNull();
  }

  @Test
  void canBeStoppedAfterItDrained() {
    // given
    scene.loop().await(() -> scene.router().drain());
    // when
    scene.loop().await(scene::stopRouter);
    // then
    assertThat(scene.askNobody().awaitError().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
  }

  @Test
  void whatIsUnderWayWhenItsLaneClosesIsToldSoAndSettled() {
    // given
    FakeProvider only = scene.provider("only", saying(new TextDelta(0, "hel")));
    FakeCaller caller = scene.ask();
    caller.awaitFirst();
    // when
    scene.loop().await(() -> scene.lane().close());
    // then
    MessageFailed failed = (MessageFailed) caller.awaitEnd().get(caller.events().size() - 1);
    assertThat(failed.error().kind()).isEqualTo(ErrorKind.SHUTTING_DOWN);
    scene.loop().until("a settlement", () -> scene.settled() == 1);
    scene.awaitCancelled(only.answer(1));
  }
}
