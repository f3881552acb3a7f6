package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one choice. Confined to one answer.
 *
 * <p>Most come whole. Where pieces of arguments are asked for, a call begins with its name, goes on
 * in parts without one, and ends with a part that does not say {@code willContinue}; its arguments
 * are told when they are complete.
 */
final class ToolCalls {
  private final int choice;
  private final String answer;
  private int count;
  private @Nullable ArgumentTree open;

  /**
   * @param answer the answer's id, from which an id is made for a call that has none
   */
  ToolCalls(int choice, String answer) {
    this.choice = choice;
    this.answer = answer;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** A {@code functionCall}. */
  void part(JsonTree call, @Nullable String signature, List<ChatEvent> events) {
    String name = call.string("name");
    if (name != null) {
      finish(events);
      begin(call, name, events);
    }
    if (count > 0 && signature != null) {
      Proof proof = ForeignProof.read(signature);
      events.add(new ChatEvent.ToolCallSigned(choice, count - 1, proof));
    }
    if (open != null) {
      goOn(call, events);
    }
  }

  private void begin(JsonTree call, String name, List<ChatEvent> events) {
    String given = call.string("id");
    String id = given == null || given.isEmpty() ? CallIds.of(answer, choice, count) : given;
    events.add(new ChatEvent.ToolCallStarted(choice, count, id, name));
    count++;
    if (isContinued(call) || call.get("partialArgs") != null) {
      open = new ArgumentTree();
      return;
    }
    JsonTree args = call.get("args", Kind.OBJECT);
    String arguments = args == null ? "{}" : JsonObjects.compact(args.json());
    events.add(new ChatEvent.ToolCallDelta(choice, count - 1, arguments));
  }

  private void goOn(JsonTree call, List<ChatEvent> events) {
    JsonTree pieces = call.get("partialArgs", Kind.ARRAY);
    if (pieces != null && open != null) {
      pieces.items().forEach(open::add);
    }
    if (!isContinued(call)) {
      finish(events);
    }
  }

  private static boolean isContinued(JsonTree call) {
    JsonTree goesOn = call.get("willContinue", Kind.BOOLEAN);
    return goesOn != null && goesOn.text().equals("true");
  }

  /** Tells the arguments of a call that is still open. */
  void finish(List<ChatEvent> events) {
    if (open != null) {
      events.add(new ChatEvent.ToolCallDelta(choice, count - 1, open.json()));
      open = null;
    }
  }
}
