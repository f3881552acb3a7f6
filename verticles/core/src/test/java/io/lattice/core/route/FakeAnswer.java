package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.MessageStarted;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer of a provider whose part the test plays. Confined to the scene's event loop. */
final class FakeAnswer implements Answer {
  private final ChatCall call;
  private final @Nullable String deployment;
  private final OutgoingStream out;
  private final Play play;
  private final List<String> told = new ArrayList<>();
  private int poured;
  private int toPour;
  private boolean ended;

  FakeAnswer(ChatCall call, @Nullable String deployment, OutgoingStream out, Play play) {
    this.call = call;
    this.deployment = deployment;
    this.out = out;
    this.play = play;
  }

  /** What a provider does once it may. */
  @FunctionalInterface
  interface Play {
    void perform(FakeAnswer answer);

    /** And then something else. */
    default Play then(Play more) {
      return answer -> {
        perform(answer);
        more.perform(answer);
      };
    }
  }

  /** Says nothing. */
  static Play silence() {
    return answer -> {};
  }

  /** Says something in one batch. */
  static Play saying(ChatEvent... events) {
    return answer -> answer.say(events);
  }

  /** Begins, says some texts, each in its own batch, and ends. */
  static Play answering(String... texts) {
    return answer -> {
      answer.say(started());
      for (String text : texts) {
        answer.say(new TextDelta(0, text));
      }
      answer.say(new MessageEnded());
    };
  }

  /** Says so many texts, each in its own batch, as fast as it may; it does not end. */
  static Play pouring(int texts) {
    return answer -> {
      answer.toPour = texts;
      answer.pour();
    };
  }

  /** The n-th text of {@link #pouring}, counted from 0. */
  static String poured(int number) {
    return number + " ";
  }

  static Play failing(ChatError error) {
    return saying(new MessageFailed(error, null));
  }

  static MessageStarted started() {
    return new MessageStarted("id-1", "upstream-model", 7, Map.of());
  }

  ChatCall call() {
    return call;
  }

  @Nullable String deployment() {
    return deployment;
  }

  /** What it was told, in order. */
  List<String> told() {
    return List.copyOf(told);
  }

  boolean isCancelled() {
    return told.stream().anyMatch(each -> each.startsWith("cancel"));
  }

  boolean isPaused() {
    return told.lastIndexOf("pause") > told.lastIndexOf("resume");
  }

  /** How much was poured. */
  int poured() {
    return poured;
  }

  private void pour() {
    while (poured < toPour && !isPaused() && !isCancelled()) {
      say(new TextDelta(0, poured(poured++)));
    }
  }

  void say(ChatEvent... events) {
    ended |= events[events.length - 1] instanceof ChatEvent.Terminal;
    out.send(List.of(events));
  }

  /** Whether it ended by itself or was stopped. */
  boolean isOver() {
    return ended || isCancelled();
  }

  @Override
  public void start() {
    told.add("start");
    play.perform(this);
  }

  @Override
  public void pause() {
    told.add("pause");
  }

  @Override
  public void resume() {
    told.add("resume");
    pour();
  }

  @Override
  public void cancel(String reason) {
    told.add("cancel: " + reason);
  }
}
