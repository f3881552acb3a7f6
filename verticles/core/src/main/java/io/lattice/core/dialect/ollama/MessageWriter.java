package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the messages of a request. Confined to one request.
 *
 * <p>Here every tool's answer is a message of its own that names the tool, and an assistant's
 * thoughts and calls stand beside its content.
 */
final class MessageWriter {
  private final JsonText json;
  private final Changes changes;

  /** The tools' names of the calls so far, by the calls' ids. */
  private final Map<String, String> calledTools = new HashMap<>();

  MessageWriter(JsonText json, Changes changes) {
    this.json = json;
    this.changes = changes;
  }

  void write(List<Message> messages) {
    json.startArray();
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i), "messages[" + i + "]");
    }
    json.endArray();
  }

  private void message(Message message, String path) {
    List<Part.ToolResult> results = only(Part.ToolResult.class, message.parts());
    results.forEach(result -> toolResult(result, message, path));
    if (message.role() == Role.TOOL) {
      if (results.size() < message.parts().size() || results.isEmpty()) {
        throw DialectException.invalid(path, "must hold what a tool answered, and nothing else");
      }
    } else {
      if (results.isEmpty() || results.size() < message.parts().size()) {
        turn(message, path);
      }
      if (message.name() != null) {
        changes.drop("messages.name");
      }
    }
    Extras.said(message.extras()).keySet().forEach(name -> changes.drop("messages." + name));
  }

  private void toolResult(Part.ToolResult result, Message message, String path) {
    String called = calledTools.get(result.callId());
    String named = message.role() == Role.TOOL ? message.name() : null;
    json.startObject().field("role", "tool");
    Content.of(result.content(), path, changes).write(json);
    json.field("tool_name", called == null ? named : called);
    json.field("tool_call_id", result.callId()).endObject();
    if (result.isError()) {
      changes.drop("tool_result.is_error");
    }
  }

  private void turn(Message message, String path) {
    json.startObject().field("role", word(message.role()));
    Content.of(message.parts(), path, changes).write(json);
    List<Part.ToolCall> calls = only(Part.ToolCall.class, message.parts());
    thoughts(message);
    if (!calls.isEmpty() && message.role() != Role.ASSISTANT) {
      throw DialectException.invalid(path, "must not call a tool: only an assistant does");
    }
    if (!calls.isEmpty()) {
      json.name("tool_calls").startArray();
      calls.forEach(this::call);
      json.endArray();
    }
    json.endObject();
  }

  /** What another provider signed means nothing here, and is not for everybody to read. */
  private void thoughts(Message message) {
    List<Part.Reasoning> thoughts = only(Part.Reasoning.class, message.parts());
    String text =
        thoughts.stream()
            .filter(each -> each.proof() == null)
            .map(Part.Reasoning::text)
            .collect(Collectors.joining());
    boolean isSaid = message.role() == Role.ASSISTANT && !text.isEmpty();
    json.field("thinking", isSaid ? text : null);
    if (!thoughts.isEmpty()
        && (!isSaid || thoughts.stream().anyMatch(each -> each.proof() != null))) {
      changes.drop("reasoning");
    }
  }

  private void call(Part.ToolCall call) {
    calledTools.put(call.id(), call.name());
    json.startObject().field("id", call.id()).name("function").startObject();
    json.field("name", call.name()).field("arguments", Arguments.object(call.arguments()));
    json.endObject().endObject();
    if (!call.arguments().isBlank() && !Arguments.isObject(call.arguments())) {
      changes.change("tool_calls.arguments", "in an object as _raw, for they are none");
    }
    if (call.proof() != null) {
      changes.drop("tool_calls.proof");
    }
    Extras.said(call.extras()).keySet().forEach(name -> changes.drop("tool_calls." + name));
  }

  private static String word(Role role) {
    return switch (role) {
      case SYSTEM, DEVELOPER -> "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case TOOL -> "tool";
    };
  }

  private static <T extends Part> List<T> only(Class<T> type, List<Part> parts) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
