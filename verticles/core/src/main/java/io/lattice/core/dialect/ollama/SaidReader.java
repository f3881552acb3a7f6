package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.List;

/** Reads what the model says in the {@code message} of a line. Confined to one answer. */
final class SaidReader {
  private int calls;

  boolean callsTools() {
    return calls > 0;
  }

  /**
   * @param time when the line was made, from which an id is made for a call that has none
   */
  void read(JsonTree message, String time, List<ChatEvent> events) {
    String thinking = message.string("thinking");
    if (thinking != null && !thinking.isEmpty()) {
      events.add(new ChatEvent.ReasoningDelta(LineReader.CHOICE, thinking));
    }
    for (int i = 0; i < message.names().size(); i++) {
      JsonTree value = message.items().get(i);
      if (!value.is(Kind.NULL)) {
        field(message.names().get(i), value, time, events);
      }
    }
  }

  private void field(String name, JsonTree value, String time, List<ChatEvent> events) {
    boolean isText = value.is(Kind.STRING);
    if (name.equals("content") && isText) {
      if (!value.text().isEmpty()) {
        events.add(new ChatEvent.TextDelta(LineReader.CHOICE, value.text()));
      }
    } else if (name.equals("tool_calls") && value.is(Kind.ARRAY)) {
      value.items().forEach(call -> call(call, time, events));
    } else if (!name.equals("role") && !(name.equals("thinking") && isText)) {
      events.add(new ChatEvent.ExtraAdded(LineReader.CHOICE, name, value.json()));
    }
  }

  /** A call comes whole. Its own index starts anew in every line, so that it tells nothing. */
  private void call(JsonTree call, String time, List<ChatEvent> events) {
    JsonTree function = call.get("function", Kind.OBJECT);
    String name = function == null ? null : function.string("name");
    if (function == null || name == null) {
      return;
    }
    int index = calls++;
    String id = call.string("id");
    String known = id == null || id.isEmpty() ? madeId(time, index) : id;
    events.add(new ChatEvent.ToolCallStarted(LineReader.CHOICE, index, known, name));
    JsonTree arguments = function.get("arguments");
    if (arguments != null) {
      String text = arguments.is(Kind.STRING) ? arguments.text() : arguments.json().text();
      if (!text.isEmpty()) {
        events.add(new ChatEvent.ToolCallDelta(LineReader.CHOICE, index, text));
      }
    }
    extras(call, index, events);
  }

  private static void extras(JsonTree call, int index, List<ChatEvent> events) {
    for (int i = 0; i < call.names().size(); i++) {
      String name = call.names().get(i);
      boolean isKnown =
          switch (name) {
            case "id", "type", "index", "function" -> true;
            default -> call.items().get(i).is(Kind.NULL);
          };
      if (!isKnown) {
        String path = "tool_calls[" + index + "]." + name;
        events.add(new ChatEvent.ExtraAdded(LineReader.CHOICE, path, call.items().get(i).json()));
      }
    }
  }

  /** The same for the same answer, of letters that every provider accepts in an id. */
  private static String madeId(String time, int index) {
    return "call_" + Integer.toHexString(time.hashCode()) + "_" + index;
  }
}
