package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a caller's request. */
final class MessageReader {
  private static final Map<String, Role> ROLES =
      Map.of(
          "system", Role.SYSTEM,
          "developer", Role.DEVELOPER,
          "user", Role.USER,
          "assistant", Role.ASSISTANT,
          "tool", Role.TOOL);

  private MessageReader() {}

  static List<Message> read(JsonFields request) {
    List<JsonTree> items = request.list("messages");
    if (items.isEmpty()) {
      throw DialectException.invalid("messages", "must hold at least one message");
    }
    List<Message> messages = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      messages.add(message(new JsonFields(items.get(i), "messages[" + i + "]")));
    }
    return messages;
  }

  private static Message message(JsonFields message) {
    Role role = role(message);
    List<Part> parts =
        switch (role) {
          case ASSISTANT -> assistantParts(message);
          case TOOL -> List.of(toolResult(message));
          default -> message.required("content", contentOrNull(message));
        };
    return new Message(role, parts, message.string("name"), message.rest());
  }

  private static Role role(JsonFields message) {
    String word = message.requiredString("role");
    Role role = ROLES.get(word);
    if (role == null) {
      String remedy =
          word.equals("function")
              ? "must not be function, which is gone: use tool, with a tool_call_id"
              : "must be system, developer, user, assistant or tool";
      throw DialectException.invalid(message.path("role"), remedy);
    }
    return role;
  }

  private static @Nullable List<Part> contentOrNull(JsonFields message) {
    return message.value("content") == null ? null : PartReader.content(message);
  }

  private static List<Part> assistantParts(JsonFields message) {
    List<Part> parts = new ArrayList<>(ReasoningReader.read(message));
    parts.addAll(PartReader.content(message));
    String refusal = message.string("refusal");
    if (refusal != null) {
      parts.add(new Part.Refusal(refusal));
    }
    parts.addAll(ToolReader.calls(message));
    // Where an answer that comes back had its words from: nothing that a model is asked by.
    message.value("annotations");
    return parts;
  }

  private static Part toolResult(JsonFields message) {
    List<Part> content = message.required("content", contentOrNull(message));
    return new Part.ToolResult(message.requiredString("tool_call_id"), content, false);
  }
}
