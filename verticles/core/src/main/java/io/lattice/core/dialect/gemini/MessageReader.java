package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DialectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a caller's conversation. */
final class MessageReader {
  private MessageReader() {}

  static List<Message> read(ProtoFields request) {
    List<Message> messages = new ArrayList<>();
    ProtoFields system = request.object("systemInstruction");
    if (system != null) {
      PartReader parts = new PartReader(new CallLedger());
      List<Part> prompt = new ArrayList<>();
      system.objects("parts").forEach(part -> parts.read(part, prompt));
      messages.add(new Message(Role.SYSTEM, prompt, null, Map.of()));
    }
    List<ProtoFields> contents = request.objects("contents");
    if (contents.isEmpty()) {
      throw DialectException.invalid("contents", "must be a list of at least one content");
    }
    contents(contents, messages);
    return messages;
  }

  private static void contents(List<ProtoFields> contents, List<Message> messages) {
    CallLedger ledger = new CallLedger();
    PartReader reader = new PartReader(ledger);
    for (int i = 0; i < contents.size(); i++) {
      ledger.turn(i);
      Role role = role(contents.get(i));
      List<Part> parts = begun(role, messages);
      contents.get(i).objects("parts").forEach(part -> reader.read(part, parts));
      if (role == Role.ASSISTANT) {
        // Such as the last piece of a stream.
        parts.removeIf(new Part.Text("")::equals);
      }
      messages.add(new Message(answersOnly(parts) ? Role.TOOL : role, parts, null, Map.of()));
    }
  }

  /** What the model has said until now: Google's libraries keep each piece of a stream apart. */
  private static List<Part> begun(Role role, List<Message> messages) {
    int last = messages.size() - 1;
    boolean goesOn =
        role == Role.ASSISTANT && last >= 0 && messages.get(last).role() == Role.ASSISTANT;
    return new ArrayList<>(goesOn ? messages.remove(last).parts() : List.of());
  }

  private static boolean answersOnly(List<Part> parts) {
    return !parts.isEmpty() && parts.stream().allMatch(Part.ToolResult.class::isInstance);
  }

  private static Role role(ProtoFields content) {
    String role = content.string("role");
    return switch (role == null ? "user" : role) {
      case "user", "function", "tool", "" -> Role.USER;
      case "model" -> Role.ASSISTANT;
      default -> throw DialectException.invalid(content.path("role"), "must be user or model");
    };
  }
}
