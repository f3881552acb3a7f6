package io.lattice.core.dialect.ollama;

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

/** Reads the messages of a caller's request. Confined to one request. */
final class MessageReader {
  private static final Map<String, Role> ROLES =
      Map.of(
          "system", Role.SYSTEM,
          "user", Role.USER,
          "assistant", Role.ASSISTANT,
          "tool", Role.TOOL);

  private final OpenCalls calls = new OpenCalls();

  List<Message> read(JsonFields request) {
    List<JsonTree> items = request.list("messages");
    if (items.isEmpty()) {
      throw DialectException.invalid("messages", "must hold at least one message");
    }
    List<Message> messages = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      messages.add(message(new JsonFields(items.get(i), "messages[" + i + "]"), i));
    }
    return messages;
  }

  private Message message(JsonFields message, int index) {
    Role role = role(message);
    if (role == Role.TOOL) {
      return toolMessage(message);
    }
    List<Part> parts = new ArrayList<>();
    String thinking = message.string("thinking");
    if (thinking != null && !thinking.isEmpty()) {
      parts.add(new Part.Reasoning(thinking));
    }
    List<Part.ToolCall> called = calls(message, index);
    parts.addAll(content(message, called.isEmpty() && parts.isEmpty()));
    parts.addAll(called);
    return new Message(role, parts, null, Extras.said(message.rest()));
  }

  private static Role role(JsonFields message) {
    Role role = ROLES.get(message.requiredString("role"));
    if (role == null) {
      throw DialectException.invalid(
          message.path("role"), "must be system, user, assistant or tool");
    }
    return role;
  }

  /**
   * @param isNeeded whether the message says nothing else
   */
  private static List<Part> content(JsonFields message, boolean isNeeded) {
    List<Part> parts = new ArrayList<>();
    String text = message.string("content");
    List<JsonTree> images = message.list("images");
    if (text == null && isNeeded && images.isEmpty()) {
      throw DialectException.invalid(message.path("content"), "is missing");
    }
    if (text != null && (!text.isEmpty() || (isNeeded && images.isEmpty()))) {
      parts.add(new Part.Text(text));
    }
    for (int i = 0; i < images.size(); i++) {
      parts.add(Images.read(images.get(i), message.path("images") + "[" + i + "]"));
    }
    return parts;
  }

  private List<Part.ToolCall> calls(JsonFields message, int index) {
    List<Part.ToolCall> called = new ArrayList<>();
    List<JsonTree> items = message.list("tool_calls");
    for (int i = 0; i < items.size(); i++) {
      String path = message.path("tool_calls") + "[" + i + "]";
      called.add(ToolReader.call(new JsonFields(items.get(i), path), "call_" + index + "_" + i));
    }
    if (!called.isEmpty()) {
      calls.are(called);
    }
    return called;
  }

  private Message toolMessage(JsonFields message) {
    @Nullable String name = message.string("tool_name");
    OpenCalls.Answered answered = calls.answer(message.string("tool_call_id"), name);
    Part result = new Part.ToolResult(answered.id(), content(message, true), false);
    // The call tells the name already.
    String unknownName = answered.tool().equals(name) ? null : name;
    return new Message(Role.TOOL, List.of(result), unknownName, Extras.said(message.rest()));
  }
}
