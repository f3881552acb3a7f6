package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as the items of an input. Confined to one request.
 *
 * <p>What stands in a message's content is one item; what its speaker thinks or calls, and what a
 * tool gave, are items of their own, all in the order in which they were said.
 */
final class InputWriter {
  private final List<Message> messages;
  private final JsonText json;
  private final Set<String> dropped;
  private final Set<String> customCalls;

  /** The content that is not written yet. */
  private final List<Part> content = new ArrayList<>();

  /** A thought whose proof may follow. */
  private Part.@Nullable Reasoning thought;

  /**
   * @param dropped gathers what was left out
   */
  InputWriter(List<Message> messages, JsonText json, Set<String> dropped) {
    this.messages = messages;
    this.json = json;
    this.dropped = dropped;
    this.customCalls = RawItems.customCalls(messages);
  }

  /** Writes all from this one on, into an array that was begun. */
  void write(int from) {
    for (int i = from; i < messages.size(); i++) {
      message(messages.get(i), "messages[" + i + "]");
    }
  }

  private void message(Message message, String path) {
    for (int i = 0; i < message.parts().size(); i++) {
      part(message.parts().get(i), message, path, path + ".content[" + i + "]");
    }
    endThought(path);
    endContent(message, path);
    if (message.parts().isEmpty() && message.role() != Role.ASSISTANT) {
      json.startObject().field("role", word(message.role())).field("content", "").endObject();
    }
    if (message.name() != null) {
      dropped.add(path + ".name");
    }
    message.extras().keySet().forEach(name -> dropped.add(path + "." + name));
  }

  private void part(Part part, Message message, String path, String partPath) {
    boolean isProof =
        part instanceof Part.Reasoning next && next.text().isEmpty() && next.proof() != null;
    if (!isProof) {
      endThought(path);
    }
    if (part instanceof Part.Reasoning reasoning) {
      endContent(message, path);
      think(reasoning, path);
    } else if (part instanceof Part.ToolCall call) {
      endContent(message, path);
      call(call, message.role(), path);
    } else if (part instanceof Part.ToolResult result) {
      endContent(message, path);
      result(result, partPath);
    } else if (part instanceof Part.Opaque opaque && !RawItems.isContent(opaque)) {
      endContent(message, path);
      opaque(opaque, partPath);
    } else if (message.role() == Role.TOOL) {
      throw DialectException.invalid(path, "must hold what a tool answered, and nothing else");
    } else {
      content.add(part);
    }
  }

  /** A stream tells a thought first and its proof as another one, which belong together. */
  private void think(Part.Reasoning reasoning, String path) {
    Proof proof = reasoning.proof();
    if (proof == null) {
      thought = reasoning;
    } else if (proof.isOf(ResponsesDialect.NAME)) {
      String before = thought == null ? "" : thought.text();
      thought = null;
      ReasoningItem.write(before + reasoning.text(), proof, json);
    } else {
      dropped.add(path + ".reasoning");
    }
  }

  /** Without a proof nobody knows that it was the model who thought this. */
  private void endThought(String path) {
    if (thought != null) {
      dropped.add(path + ".reasoning");
      thought = null;
    }
  }

  private void call(Part.ToolCall call, Role role, String path) {
    if (role != Role.ASSISTANT) {
      throw DialectException.invalid(path, "must not call a tool: only an assistant does");
    }
    ToolWriter.call(call, json, dropped);
  }

  private void result(Part.ToolResult result, String path) {
    boolean isCustom = customCalls.contains(result.callId());
    json.startObject();
    json.field("type", isCustom ? "custom_tool_call_output" : "function_call_output");
    json.field("call_id", result.callId()).name("output");
    ContentWriter.write(result.content(), Role.TOOL, path, json, dropped);
    json.endObject();
    if (result.isError()) {
      dropped.add("tool_result.is_error");
    }
  }

  private void opaque(Part.Opaque opaque, String path) {
    if (opaque.dialect().equals(ResponsesDialect.NAME)) {
      json.json(opaque.json(), path);
    } else {
      dropped.add(path);
    }
  }

  private void endContent(Message message, String path) {
    if (!content.isEmpty()) {
      json.startObject().field("role", word(message.role())).name("content");
      ContentWriter.write(content, message.role(), path, json, dropped);
      json.endObject();
      content.clear();
    }
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
