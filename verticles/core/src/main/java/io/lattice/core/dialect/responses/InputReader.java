package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the items of a caller's input as messages. Confined to one request.
 *
 * <p>What an assistant thinks, says and calls are items of their own here, and one turn of ours.
 * The ids and the states that OpenAI gave its items concern nobody else and are not kept.
 */
final class InputReader {
  private static final Map<String, Role> ROLES =
      Map.of(
          "system", Role.SYSTEM,
          "developer", Role.DEVELOPER,
          "user", Role.USER,
          "assistant", Role.ASSISTANT);

  private final List<Message> messages = new ArrayList<>();

  /** The assistant's turn so far. */
  private final List<Part> turn = new ArrayList<>();

  private final Map<String, Json> turnExtras = new LinkedHashMap<>();

  private InputReader() {}

  /** The instructions, as what the system says first, and the input. */
  static List<Message> read(JsonFields request) {
    InputReader reader = new InputReader();
    String instructions = request.string("instructions");
    if (instructions != null && !instructions.isEmpty()) {
      reader.messages.add(Message.system(instructions));
    }
    reader.input(request.required("input", request.value("input")));
    return reader.messages;
  }

  private void input(JsonTree input) {
    if (input.is(JsonTree.Kind.STRING)) {
      messages.add(Message.user(input.text()));
      return;
    }
    if (!input.is(JsonTree.Kind.ARRAY) || input.items().isEmpty()) {
      throw DialectException.invalid("input", "must be a string or a list of at least one item");
    }
    for (int i = 0; i < input.items().size(); i++) {
      item(new JsonFields(input.items().get(i), "input[" + i + "]"));
    }
    endTurn();
  }

  private void item(JsonFields item) {
    String type = item.string("type");
    switch (type == null ? "message" : type) {
      case "message" -> message(item);
      case "function_call" -> turn.add(ToolReader.call(item));
      case "reasoning" -> turn.addAll(ReasoningItem.read(item));
      case "function_call_output" -> {
        Part result = ToolReader.result(item);
        say(new Message(Role.TOOL, List.of(result), null, item.rest()));
      }
      case "item_reference" -> throw StatefulFields.reference(item);
      default ->
          opaque(type == null ? "" : type, new Part.Opaque(ResponsesDialect.NAME, item.json()));
    }
  }

  /** What the caller adds to the conversation, or what the model said before. */
  private void opaque(String type, Part.Opaque part) {
    if (type.endsWith("_output") || type.endsWith("_response") || type.endsWith("_trigger")) {
      say(Message.of(Role.USER, part));
    } else {
      turn.add(part);
    }
  }

  private void message(JsonFields item) {
    Role role = ROLES.get(item.requiredString("role"));
    if (role == null) {
      throw DialectException.invalid(
          item.path("role"), "must be user, assistant, system or developer");
    }
    item.required("content", item.value("content"));
    List<Part> parts = ContentReader.read(item, "content");
    item.string("id");
    item.string("status");
    item.string("phase");
    if (role == Role.ASSISTANT) {
      turn.addAll(parts);
      turnExtras.putAll(item.rest());
    } else {
      say(new Message(role, parts, null, item.rest()));
    }
  }

  private void say(Message message) {
    endTurn();
    messages.add(message);
  }

  private void endTurn() {
    if (!turn.isEmpty()) {
      messages.add(new Message(Role.ASSISTANT, turn, null, turnExtras));
    }
    turn.clear();
    turnExtras.clear();
  }
}
