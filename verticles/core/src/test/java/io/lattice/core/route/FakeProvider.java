package io.lattice.core.route;

import io.lattice.api.Addresses;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.OutgoingStream;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider's verticle on one node, whose part the test plays. Confined to the scene's loop. */
final class FakeProvider {
  private final Inbox inbox;
  private final String onLane;
  private final Deque<FakeAnswer.Play> plays;
  private final List<FakeAnswer> answers = new ArrayList<>();
  private final List<Message<Object>> waiting = new ArrayList<>();
  private boolean isHoldingUp;

  /**
   * @param plays one for each answer in turn; the last one serves all later answers too
   */
  FakeProvider(Vertx vertx, Inbox inbox, String name, String node, List<FakeAnswer.Play> plays) {
    this.inbox = inbox;
    this.plays = new ArrayDeque<>(plays);
    String address = Addresses.provider(name, node);
    this.onLane = Addresses.onLane(address, 0);
    vertx.eventBus().consumer(address, this::open);
    vertx.eventBus().localConsumer(onLane, this::open);
    inbox.listen(onLane, this::answer);
  }

  /** Accepts nothing from now on, until it is told to, as one that only the bus reaches. */
  void holdUp() {
    inbox.ignore(onLane);
    isHoldingUp = true;
  }

  /** Accepts what comes from now on, and what came meanwhile never. */
  void acceptLater() {
    isHoldingUp = false;
  }

  /** Accepts what came meanwhile. */
  void acceptAll() {
    isHoldingUp = false;
    waiting.forEach(this::open);
    waiting.clear();
  }

  /** Leaves out the next play. */
  void skipOne() {
    plays.remove();
  }

  int waiting() {
    return waiting.size();
  }

  private void open(Message<Object> message) {
    if (isHoldingUp) {
      waiting.add(message);
    } else {
      inbox.answer(message, this::answer);
    }
  }

  private Answer answer(ChatCall call, @Nullable String deployment, OutgoingStream out) {
    FakeAnswer.Play play = plays.size() > 1 ? plays.remove() : plays.element();
    FakeAnswer answer = new FakeAnswer(call, deployment, out, play);
    answers.add(answer);
    return answer;
  }

  List<FakeAnswer> answers() {
    return List.copyOf(answers);
  }

  FakeAnswer answer(int number) {
    return answers.get(number - 1);
  }
}
