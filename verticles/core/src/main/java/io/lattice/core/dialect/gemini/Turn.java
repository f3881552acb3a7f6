package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the {@code contents}: what the user or the model says before the other does.
 *
 * @param isCurrent whether it comes after the last thing that the user said, so that the model is
 *     still about its answer
 */
record Turn(Role role, boolean isCurrent, List<Placed> parts) {

  /**
   * A part and where it stands in the caller's request.
   *
   * @param path for example {@code messages[2]}
   */
  record Placed(Part part, String path) {}

  /**
   * The turns of a conversation. What several tools answered is one turn, since Google counts the
   * answers against the calls; system messages are told elsewhere.
   */
  static List<Turn> of(ChatRequest request, Differences differences) {
    int lastSaid = lastSaid(request.messages());
    List<Turn> turns = new ArrayList<>();
    Role before = Role.SYSTEM;
    for (int i = 0; i < request.messages().size(); i++) {
      Message message = request.messages().get(i);
      String path = "messages[" + i + "]";
      differences.drop(path + ".name", message.name());
      message.extras().keySet().forEach(name -> differences.drop(path + "." + name));
      if (isSystem(message)) {
        if (!turns.isEmpty()) {
          differences.change(path, "moved into systemInstruction");
        }
        continue;
      }
      if (message.role() != Role.TOOL || before != Role.TOOL) {
        turns.add(new Turn(message.role(), i > lastSaid, new ArrayList<>()));
      }
      before = message.role();
      List<Placed> parts = turns.get(turns.size() - 1).parts;
      message.parts().forEach(part -> parts.add(new Placed(part, path)));
    }
    return turns;
  }

  static boolean isSystem(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }

  private static int lastSaid(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      boolean answersOnly =
          messages.get(i).parts().stream().allMatch(Part.ToolResult.class::isInstance);
      if (messages.get(i).role() == Role.USER && !answersOnly) {
        return i;
      }
    }
    return -1;
  }

  String word() {
    return role == Role.ASSISTANT ? "model" : "user";
  }
}
