package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Tool;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the messages of a request. Confined to one request.
 *
 * <p>Here every tool's answer is a message of its own, an assistant's calls stand beside its
 * content, and reasoning goes back only to those who take it.
 */
final class MessageWriter {
  private static final Set<String> OWN_FIELDS =
      Set.of("role", "content", "name", "tool_calls", "tool_call_id", "refusal");

  private final ChatRequest request;
  private final OpenAiFlavor flavor;
  private final JsonText json;
  private final Set<String> dropped;

  /**
   * @param dropped gathers what was left out
   */
  MessageWriter(ChatRequest request, OpenAiFlavor flavor, JsonText json, Set<String> dropped) {
    this.request = request;
    this.flavor = flavor;
    this.json = json;
    this.dropped = dropped;
  }

  void write() {
    json.startArray();
    for (int i = 0; i < request.messages().size(); i++) {
      message(request.messages().get(i), "messages[" + i + "]");
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
      return;
    }
    if (results.isEmpty() || results.size() < message.parts().size()) {
      turn(message, path);
    }
  }

  private void toolResult(Part.ToolResult result, Message message, String path) {
    json.startObject().field("role", "tool").field("tool_call_id", result.callId());
    json.name("content");
    PartWriter.content(result.content(), path, json);
    if (result.isError()) {
      dropped.add("tool_result.is_error");
    }
    if (message.role() == Role.TOOL) {
      json.field("name", message.name()).fields(message.extras(), OWN_FIELDS::contains);
    }
    json.endObject();
  }

  private void turn(Message message, String path) {
    json.startObject().field("role", word(message.role())).field("name", message.name());
    List<Part> content = message.parts().stream().filter(PartWriter::isContent).toList();
    if (message.role() != Role.ASSISTANT || !content.isEmpty()) {
      json.name("content");
      PartWriter.content(content, path, json);
    } else {
      json.name("content").nothing();
    }
    if (message.role() == Role.ASSISTANT) {
      assistantFields(message, path);
    } else if (!only(Part.ToolCall.class, message.parts()).isEmpty()) {
      throw DialectException.invalid(path, "must not call a tool: only an assistant does");
    }
    json.fields(message.extras(), this::isOwn).endObject();
  }

  private void assistantFields(Message message, String path) {
    List<Part.Refusal> refusals = only(Part.Refusal.class, message.parts());
    if (!refusals.isEmpty()) {
      json.field(
          "refusal", refusals.stream().map(Part.Refusal::text).collect(Collectors.joining()));
    }
    reasoning(only(Part.Reasoning.class, message.parts()));
    List<Part> calls = message.parts().stream().filter(MessageWriter::isCall).toList();
    if (!calls.isEmpty()) {
      json.name("tool_calls").startArray();
      calls.forEach(call -> call(call, path));
      json.endArray();
    }
  }

  private void reasoning(List<Part.Reasoning> parts) {
    List<Part.Reasoning> signed = parts.stream().filter(part -> part.proof() != null).toList();
    boolean takesAll = flavor.takesSignedReasoning() || signed.isEmpty();
    if (parts.isEmpty() || !flavor.takesReasoning() || !takesAll) {
      if (!parts.isEmpty()) {
        dropped.add("reasoning");
      }
      return;
    }
    String text = parts.stream().map(Part.Reasoning::text).collect(Collectors.joining());
    json.field("reasoning_content", text.isEmpty() ? null : text);
    if (!signed.isEmpty()) {
      json.name("thinking_blocks").startArray();
      for (Part.Reasoning part : signed) {
        ThinkingBlock.write(part.text(), Objects.requireNonNull(part.proof()), json);
      }
      json.endArray();
    }
  }

  private void call(Part part, String path) {
    if (part instanceof Part.Opaque opaque) {
      json.json(opaque.json(), path);
    } else if (part instanceof Part.ToolCall call) {
      boolean isCustom = isCustom(call.name());
      String type = isCustom ? "custom" : "function";
      json.startObject().field("id", call.id()).field("type", type).name(type).startObject();
      json.field("name", call.name()).field(isCustom ? "input" : "arguments", call.arguments());
      Map<String, Json> extras = call.extras();
      json.fields(Extras.inside(extras, "function"), name -> false).endObject();
      proof(call);
      json.fields(Extras.beside(extras, "function"), name -> false).endObject();
    }
  }

  private void proof(Part.ToolCall call) {
    if (flavor.takesSignedReasoning()) {
      CallProof.write(call.proof(), json);
    } else if (call.proof() != null) {
      dropped.add("tool_calls.proof");
    }
  }

  /** Whether the tool of this name takes free text, which the call itself does not tell. */
  private boolean isCustom(String name) {
    return request.tools().stream()
        .filter(Tool.Opaque.class::isInstance)
        .map(tool -> JsonTree.read(((Tool.Opaque) tool).json()).get("custom"))
        .anyMatch(custom -> custom != null && name.equals(custom.string("name")));
  }

  private static boolean isCall(Part part) {
    return part instanceof Part.ToolCall
        || (part instanceof Part.Opaque opaque && PartWriter.isCall(opaque));
  }

  private boolean isOwn(String field) {
    return OWN_FIELDS.contains(field)
        || field.equals("thinking_blocks")
        || field.equals("reasoning_content");
  }

  private String word(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case DEVELOPER -> flavor.knowsDevelopers() ? "developer" : "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case TOOL -> "tool";
    };
  }

  private static <T extends Part> List<T> only(Class<T> type, List<Part> parts) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
