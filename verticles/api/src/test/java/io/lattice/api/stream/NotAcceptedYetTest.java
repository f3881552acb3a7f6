package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.Addresses;
import io.lattice.api.EventLoop;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.StreamMessage.Accepted;
import io.lattice.api.stream.StreamMessage.Cancel;
import io.lattice.api.stream.StreamMessage.Credit;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What another node, whose part the test plays, was asked for and has not accepted yet. */
@ExtendWith(VertxExtension.class)
class NotAcceptedYetTest {
  private static final String ELSEWHERE = "lattice.inbox.elsewhere.0";
  private static final String WHERE = Addresses.provider("openai", "elsewhere");
  private static final DeliveryOptions CODEC =
      new DeliveryOptions().setCodecName(StreamCodec.MESSAGE);
  private static final ChatCall CALL =
      ChatCall.typed("r1", "test", ChatRequest.of("m", "hello"), true, Hints.NONE);

  /** Waits for acceptance as good as for ever. */
  private static final StreamOptions PATIENT =
      new StreamOptions(
          64,
          256 * 1024,
          Duration.ofHours(1),
          StreamOptions.DEFAULT.ping(),
          StreamOptions.DEFAULT.dead());

  private final List<ChatEvent> taken = new ArrayList<>();
  private final List<Message<StreamMessage>> opened = new ArrayList<>();
  private final List<StreamMessage> toldElsewhere = new ArrayList<>();
  private EventLoop loop;
  private Inbox inbox;

  @BeforeEach
  void ask(Vertx vertx) {
    loop = EventLoop.of(vertx);
    inbox = loop.await(() -> Inbox.open(vertx, "0", PATIENT, new MutableTicker()));
    loop.run(
        () -> {
          vertx.eventBus().<StreamMessage>consumer(WHERE, opened::add);
          vertx
              .eventBus()
              .<StreamMessage>consumer(ELSEWHERE, message -> toldElsewhere.add(message.body()));
          inbox.ask(WHERE, false, CALL, null, taken::addAll);
        });
    loop.until("an opening", () -> opened.size() == 1);
  }

  private void accept() {
    loop.run(() -> opened.get(0).reply(new Accepted(ELSEWHERE, 9), CODEC));
  }

  @Test
  void endsAtOnceWhenItsNodeLeaves() {
    // when
    inbox.nodeLeft("elsewhere");
    // then
    loop.until("the end", () -> !taken.isEmpty());
    ChatError error = ((MessageFailed) taken.get(0)).error();
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
    assertThat(error.code()).isEqualTo(PeerProblem.NOT_ACCEPTED);
    assertThat(error.message()).contains(WHERE);
    assertThat(loop.get(inbox::liveStreams)).isZero();
  }

  @Test
  void isNotRevivedByAnAcceptanceThatWasOnItsWayWhenItsNodeLeft() {
    // given
    inbox.nodeLeft("elsewhere");
    loop.until("the end", () -> !taken.isEmpty());
    // when
    accept();
    // then
    loop.until(
        "a cancel", () -> toldElsewhere.contains(new Cancel(9, "gone before it was accepted")));
    assertThat(taken).hasSize(1);
  }

  @Test
  void goesOnWhenAnotherNodeLeaves() {
    // given
    inbox.nodeLeft("where");
    // when
    accept();
    // then
    loop.until("the go", () -> toldElsewhere.contains(new Credit(9, 64, 256 * 1024)));
    assertThat(taken).isEmpty();
  }
}
