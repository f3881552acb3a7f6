package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a caller's system prompt and messages. What tools answered becomes a message of its own
 * before the user's, as other dialects have it.
 */
final class MessageReader {
  private static final Map<String, Role> ROLES =
      Map.of("user", Role.USER, "assistant", Role.ASSISTANT, "system", Role.SYSTEM);

  private MessageReader() {}

  static List<Message> read(JsonFields request) {
    List<JsonTree> items = request.list("messages");
    if (items.isEmpty()) {
      throw DialectException.invalid("messages", "must hold at least one message");
    }
    List<Message> messages = new ArrayList<>(items.size() + 1);
    List<Part> system = BlockReader.content(request, "system");
    if (!system.isEmpty()) {
      messages.add(new Message(Role.SYSTEM, system, null, Map.of()));
    }
    for (int i = 0; i < items.size(); i++) {
      message(new JsonFields(items.get(i), "messages[" + i + "]"), messages);
    }
    return messages;
  }

  private static void message(JsonFields message, List<Message> messages) {
    Role role = ROLES.get(message.requiredString("role"));
    if (role == null) {
      throw DialectException.invalid(message.path("role"), "must be user, assistant or system");
    }
    message.required("content", message.value("content"));
    List<Part> parts = BlockReader.content(message, "content");
    List<Part> results = parts.stream().filter(Part.ToolResult.class::isInstance).toList();
    List<Part> others = parts.stream().filter(part -> !(part instanceof Part.ToolResult)).toList();
    Map<String, Json> rest = message.rest();
    if (!results.isEmpty()) {
      messages.add(new Message(Role.TOOL, results, null, others.isEmpty() ? rest : Map.of()));
    }
    if (!others.isEmpty() || results.isEmpty()) {
      messages.add(new Message(role, others, null, rest));
    }
  }
}
