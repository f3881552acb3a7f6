package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.EventLoop;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.StreamMessage.Accepted;
import io.lattice.api.stream.StreamMessage.Batch;
import io.lattice.api.stream.StreamMessage.Cancel;
import io.lattice.api.stream.StreamMessage.Credit;
import io.lattice.api.stream.StreamMessage.Frame;
import io.lattice.api.stream.StreamMessage.Open;
import io.lattice.api.stream.StreamMessage.Ping;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an inbox thinks of one on another node, whose part the test plays. */
@ExtendWith(VertxExtension.class)
class PeersTest {
  private static final String ELSEWHERE = "lattice.inbox.elsewhere.0";
  private static final DeliveryOptions CODEC =
      new DeliveryOptions().setCodecName(StreamCodec.MESSAGE);
  private static final ChatCall CALL =
      ChatCall.typed("r1", "test", ChatRequest.of("m", "hello"), true, Hints.NONE);
  private static final Duration DEAD = StreamOptions.DEFAULT.dead().plusNanos(1);

  private final MutableTicker ticker = new MutableTicker();
  private final List<ChatEvent> taken = new ArrayList<>();
  private final List<Counting> works = new ArrayList<>();
  private final List<StreamMessage> toldElsewhere = new ArrayList<>();
  private Vertx vertx;
  private EventLoop loop;
  private Inbox inbox;
  private String address;
  private boolean answersPings = true;

  @BeforeEach
  void openAnInbox(Vertx vertx) {
    this.vertx = vertx;
    loop = EventLoop.of(vertx);
    inbox = loop.await(() -> Inbox.open(vertx, "0", StreamOptions.DEFAULT, ticker));
    address = "lattice.inbox.local.0";
    loop.run(
        () -> {
          vertx.eventBus().<StreamMessage>consumer(ELSEWHERE, this::elsewhere);
          vertx
              .eventBus()
              .<StreamMessage>consumer(
                  "accepting", message -> message.reply(new Accepted(ELSEWHERE, 9), CODEC));
          vertx.eventBus().<StreamMessage>consumer("counting", this::count);
        });
  }

  private void elsewhere(Message<StreamMessage> message) {
    toldElsewhere.add(message.body());
    if (message.body() instanceof Ping ping && ping.reply() && answersPings) {
      tell(new Ping(ELSEWHERE, false));
    }
  }

  private void count(Message<StreamMessage> message) {
    inbox.answer(
        message,
        (call, deployment, out) -> {
          works.add(new Counting(out, 10_000));
          return works.get(works.size() - 1);
        });
  }

  private void tell(StreamMessage message) {
    vertx.eventBus().send(address, message, CODEC);
  }

  private void ask() {
    loop.run(() -> inbox.ask("accepting", false, CALL, null, taken::addAll));
    loop.until("the go", () -> toldElsewhere.contains(new Credit(9, 64, 256 * 1024)));
  }

  private void askFromElsewhere() {
    loop.run(
        () ->
            vertx
                .eventBus()
                .<StreamMessage>request("counting", new Open(ELSEWHERE, 5, CALL, null), CODEC)
                .onSuccess(reply -> toldElsewhere.add(reply.body())));
    loop.until("acceptance", () -> works.size() == 1 && !toldElsewhere.isEmpty());
  }

  private Accepted accepted() {
    return (Accepted) toldElsewhere.get(0);
  }

  private ChatError error() {
    return ((MessageFailed) taken.get(0)).error();
  }

  private void awaitRound() {
    int before = loop.get(this::pings);
    ticker.advance(StreamOptions.DEFAULT.ping());
    loop.until("another ping", () -> pings() > before);
  }

  private int pings() {
    return (int) toldElsewhere.stream().filter(Ping.class::isInstance).count();
  }

  @Test
  void aPeerThatFallsSilentEndsTheAnswer() {
    // given
    ask();
    answersPings = false;
    awaitRound();
    // when
    ticker.advance(DEAD);
    // then
    loop.until("the end", () -> !taken.isEmpty());
    assertThat(taken).hasSize(1);
    assertThat(error().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
    assertThat(PeerProblem.is(error().code())).isTrue();
    assertThat(loop.get(inbox::liveStreams)).isZero();
  }

  @Test
  void aPeerThatFallsSilentIsToldToStopForTheCaseThatItWakesUp() {
    // given
    ask();
    answersPings = false;
    awaitRound();
    // when
    ticker.advance(DEAD);
    // then
    loop.until(
        "a cancel",
        () -> singles().anyMatch(new Cancel(9, "nothing was heard of the answerer")::equals));
    assertThat(taken).hasSize(1);
  }

  @Test
  void anAskerThatFallsSilentIsToldTheEndForTheCaseThatItWakesUp() {
    // given
    askFromElsewhere();
    tell(new Credit(accepted().stream(), 64, 10_000));
    loop.until("a start", () -> works.get(0).told().contains("start"));
    answersPings = false;
    awaitRound();
    // when
    ticker.advance(DEAD);
    // then
    loop.until("the end", () -> frames().stream().anyMatch(PeersTest::isFailure));
    assertThat(loop.get(this::frames))
        .extracting(Frame::sequence)
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(loop.get(() -> isFailure(frames().get(frames().size() - 1)))).isTrue();
  }

  /** What was told elsewhere, whatever went as one. */
  private Stream<StreamMessage> singles() {
    return toldElsewhere.stream()
        .flatMap(told -> told instanceof Batch batch ? batch.messages().stream() : Stream.of(told));
  }

  private List<Frame> frames() {
    return singles().filter(Frame.class::isInstance).map(Frame.class::cast).toList();
  }

  private static boolean isFailure(Frame frame) {
    return frame.events().get(frame.events().size() - 1) instanceof MessageFailed;
  }

  @Test
  void aPeerThatAnswersPingsLivesHoweverLongItSaysNothingElse() {
    // given
    ask();
    // when
    for (int i = 0; i < 5; i++) {
      awaitRound();
    }
    // then
    assertThat(taken).isEmpty();
    assertThat(loop.get(inbox::liveStreams)).isOne();
  }

  @Test
  void anAskerThatFallsSilentStopsTheWork() {
    // given
    askFromElsewhere();
    tell(new Credit(accepted().stream(), 64, 10_000));
    loop.until("a start", () -> works.get(0).told().contains("start"));
    answersPings = false;
    awaitRound();
    // when
    ticker.advance(DEAD);
    // then
    loop.until("a cancel", () -> works.get(0).told().contains("cancel: the asker is gone"));
    assertThat(loop.get(inbox::liveStreams)).isZero();
  }

  @Test
  void aGoThatComesTooLateIsNotFollowed() {
    // given
    askFromElsewhere();
    // when
    ticker.advance(StreamOptions.DEFAULT.accept().plusSeconds(1).plusNanos(1));
    tell(new Credit(accepted().stream(), 64, 10_000));
    // then
    loop.until("a cancel", () -> !works.get(0).told().isEmpty());
    assertThat(works.get(0).told()).hasSize(1);
    assertThat(works.get(0).told().get(0)).startsWith("cancel: the go");
    assertThat(loop.get(inbox::liveStreams)).isZero();
  }

  @Test
  void workThatIsNeverToldToGoIsGivenUp() {
    // given
    askFromElsewhere();
    // when
    ticker.advance(StreamOptions.DEFAULT.accept().plusSeconds(1).plusNanos(1));
    // then
    loop.until("a cancel", () -> !works.get(0).told().isEmpty());
    assertThat(works.get(0).told()).containsExactly("cancel: the go never came");
    // and an asker whose go is merely late does not wait for it
    loop.until("the end", () -> frames().size() == 1);
    assertThat(frames().get(0).sequence()).isZero();
    assertThat(((MessageFailed) frames().get(0).events().get(0)).error().code())
        .isEqualTo(PeerProblem.NOT_ACCEPTED);
  }

  @Test
  void aGoInTimeIsFollowedHoweverLongTheWorkTakes() {
    // given
    askFromElsewhere();
    tell(new Credit(accepted().stream(), 2, 10_000));
    loop.until("a pause", () -> works.get(0).told().contains("pause"));
    // when
    ticker.advance(StreamOptions.DEFAULT.accept().plusSeconds(2));
    tell(new Credit(accepted().stream(), 2, 10_000));
    // then
    loop.until("more", () -> works.get(0).said() == 4);
    assertThat(works.get(0).told()).containsExactly("start", "pause", "resume", "pause");
  }

  @Test
  void pingsAreAnsweredAlsoToStrangers() {
    // when
    tell(new Ping(ELSEWHERE, true));
    // then
    loop.until("an answer", () -> toldElsewhere.contains(new Ping(address, false)));
  }

  @Test
  void messagesForStreamsThatAreGoneDoNoHarm() {
    // when
    tell(new Credit(77, 1, 1));
    tell(new StreamMessage.Cancel(77, "gone"));
    tell(new StreamMessage.Frame(77, 0, List.of(new TextDelta(0, "late"))));
    // then
    tell(new Ping(ELSEWHERE, true));
    loop.until("an answer", () -> toldElsewhere.contains(new Ping(address, false)));
    assertThat(loop.get(inbox::liveStreams)).isZero();
  }

  @Test
  void silenceCountsFromTheFirstStreamWithAPeerAndNotFromItsLastWord() {
    // given
    Peers peers = new Peers(100);
    peers.silent(Set.of("a"), 0);
    peers.heardFrom("a", 50);
    // when
    List<String> whileForgotten = peers.silent(Set.of(), 60);
    List<String> later = peers.silent(Set.of("a"), 1_000);
    // then
    assertThat(whileForgotten).isEmpty();
    assertThat(later).isEmpty();
    assertThat(peers.silent(Set.of("a"), 1_100)).isEmpty();
    assertThat(peers.silent(Set.of("a"), 1_101)).containsExactly("a");
  }

  @Test
  void eachPeerIsSilentByItself() {
    // given
    Peers peers = new Peers(100);
    peers.silent(Set.of("a", "b"), 0);
    // when
    peers.heardFrom("b", 90);
    peers.heardFrom("stranger", 90);
    // then
    assertThat(peers.silent(Set.of("a", "b"), 150)).containsExactly("a");
    assertThat(peers.silent(Set.of("b"), 191)).containsExactly("b");
  }
}
