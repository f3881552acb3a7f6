package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A block that only this dialect understands: what a server-side tool was asked or found. Told when
 * it is complete: pieces of text are joined, any other piece replaces what was there.
 */
final class HeardOpaque implements HeardBlock {
  private final JsonTree block;
  private final StringBuilder input = new StringBuilder();
  private final Map<String, StringBuilder> texts = new HashMap<>();
  private final Map<String, Json> values = new HashMap<>();

  HeardOpaque(JsonTree block) {
    this.block = block;
  }

  @Override
  public void delta(JsonTree delta, List<ChatEvent> events) {
    for (int i = 0; i < delta.names().size(); i++) {
      String name = delta.names().get(i);
      JsonTree value = delta.items().get(i);
      if (name.equals("partial_json")) {
        input.append(value.text());
      } else if (value.is(Kind.STRING) && !name.equals("type")) {
        texts.computeIfAbsent(name, this::begin).append(value.text());
      } else if (!value.is(Kind.NULL) && !name.equals("type")) {
        values.put(name, value.json());
      }
    }
  }

  private StringBuilder begin(String name) {
    String text = block.string(name);
    return new StringBuilder(text == null ? "" : text);
  }

  @Override
  public void stop(List<ChatEvent> events) {
    Json asked = input.isEmpty() || input.toString().isBlank() ? null : Json.of(input.toString());
    if (asked != null && JsonText.isOneValue(asked)) {
      values.put("input", asked);
    }
    events.add(
        new ChatEvent.OpaqueAdded(
            AnswerReader.CHOICE, new Part.Opaque(AnthropicDialect.NAME, whole())));
  }

  private Json whole() {
    if (texts.isEmpty() && values.isEmpty()) {
      return block.json();
    }
    texts.forEach(
        (name, text) ->
            values.put(name, Json.of(new JsonText().text(text.toString()).bytes().utf8())));
    JsonText json = new JsonText().startObject();
    for (int i = 0; i < block.names().size(); i++) {
      String name = block.names().get(i);
      Json changed = values.remove(name);
      json.field(name, changed == null ? block.items().get(i).json() : changed);
    }
    values.forEach(json::field);
    return Json.of(json.endObject().bytes().utf8());
  }
}
