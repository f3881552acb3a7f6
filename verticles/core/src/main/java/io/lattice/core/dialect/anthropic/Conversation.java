package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as Anthropic takes it: what the system says first apart, then turns of which each
 * has another speaker than the one before it, the user's first.
 *
 * <p>A system's later words keep their place. Where the model takes no such role there, the user
 * says them: moved to the front they would be out of order, and what they refer to not yet said.
 */
record Conversation(List<Spoken> system, List<Turn> turns) {
  private static final Spoken OPENING = new Spoken(new Part.Text("."), "messages");

  Conversation {
    system = List.copyOf(system);
    turns = List.copyOf(turns);
  }

  /**
   * Orders the messages.
   *
   * @throws DialectException with INVALID_REQUEST where nothing is left to answer
   */
  static Conversation of(List<Message> messages, UpstreamTarget target, Told told) {
    boolean takesSystem = TargetOptions.takesSystemInMessages(target);
    List<Spoken> system = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    boolean isBegun = false;
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      String path = "messages[" + i + "]";
      List<Spoken> said = SayableParts.of(message, path, told);
      isBegun |= !isSystem(message);
      if (!isBegun) {
        system.addAll(said);
      } else if (!isSystem(message)) {
        add(isAssistant(message) ? Turn.Speaker.ASSISTANT : Turn.Speaker.USER, said, turns);
      } else if (takesSystem) {
        add(Turn.Speaker.SYSTEM, said, turns);
      } else {
        told.changed(path, "the system's words as the user's");
        add(Turn.Speaker.USER, said, turns);
      }
    }
    return begunByTheUser(system, turns, told);
  }

  private static Conversation begunByTheUser(List<Spoken> system, List<Turn> turns, Told told) {
    if (turns.isEmpty() && system.isEmpty()) {
      throw DialectException.invalid("messages", "must say something to answer");
    }
    if (turns.isEmpty()) {
      told.changed("messages", "the system's words as the user's");
      return new Conversation(List.of(), List.of(new Turn(Turn.Speaker.USER, system)));
    }
    List<Turn> all = new ArrayList<>();
    if (turns.get(0).speaker() != Turn.Speaker.USER) {
      told.changed("messages", "a user's turn was added before the first");
      all.add(new Turn(Turn.Speaker.USER, List.of(OPENING)));
    }
    turns.forEach(turn -> all.add(turn.resultsFirst()));
    return new Conversation(system, all);
  }

  private static void add(Turn.Speaker speaker, List<Spoken> said, List<Turn> turns) {
    int last = turns.size() - 1;
    if (said.isEmpty()) {
      return;
    }
    if (last < 0 || turns.get(last).speaker() != speaker) {
      turns.add(new Turn(speaker, said));
      return;
    }
    List<Spoken> joined = new ArrayList<>(turns.get(last).said());
    joined.addAll(said);
    turns.set(last, new Turn(speaker, joined));
  }

  /** Whether results are the last that was said, of calls that were made without a thought. */
  boolean goesOnWithUnthoughtCalls() {
    int last = turns.size() - 1;
    return last > 0 && turns.get(last).hasResults() && turns.get(last - 1).callsWithoutThought();
  }

  private static boolean isSystem(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }

  private static boolean isAssistant(Message message) {
    return message.role() == Role.ASSISTANT;
  }
}
