package io.lattice.core.dialect.gemini;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which answers in a caller's conversation belong to which calls. Confined to one request.
 *
 * <p>Ids are rare in this dialect. Without one the answers belong to the calls of the same name, in
 * their order; a call gets an id of ours, which is the same in every later request of the
 * conversation, since it is made of where the call stands.
 */
final class CallLedger {
  private record Call(String name, String id) {}

  private final List<Call> unanswered = new ArrayList<>();
  private int turn;
  private int calls;

  /** The next of the {@code contents} begins. */
  void turn(int index) {
    turn = index;
    calls = 0;
  }

  /**
   * The id of a call.
   *
   * @param given by the caller, or null
   */
  String called(String name, @Nullable String given) {
    String id = given == null || given.isEmpty() ? CallIds.of("contents", turn, calls) : given;
    calls++;
    unanswered.add(new Call(name, id));
    return id;
  }

  /**
   * The id of the call that is answered.
   *
   * @param given by the caller, or null
   */
  String answered(String name, @Nullable String given) {
    boolean isNamed = given != null && !given.isEmpty();
    for (Call call : unanswered) {
      if (isNamed ? call.id.equals(given) : call.name.equals(name)) {
        unanswered.remove(call);
        return call.id;
      }
    }
    return given != null && isNamed ? given : CallIds.of("answer to " + name, turn, 0);
  }
}
