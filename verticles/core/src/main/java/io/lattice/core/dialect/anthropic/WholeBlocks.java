package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes content blocks as the elements of a list. Confined to one answer. */
final class WholeBlocks implements BlockSink {
  private final JsonText json;
  private final Map<Piece, StringBuilder> pieces = new EnumMap<>(Piece.class);
  private final List<Json> citations = new ArrayList<>();
  private String type = "";
  private Map<String, String> fields = Map.of();

  WholeBlocks(JsonText json) {
    this.json = json;
  }

  @Override
  public void begin(int index, String newType, Map<String, String> known) {
    type = newType;
    fields = known;
    pieces.clear();
    citations.clear();
  }

  @Override
  public void piece(int index, Piece piece, String text) {
    pieces.computeIfAbsent(piece, absent -> new StringBuilder()).append(text);
  }

  @Override
  public void citation(int index, Json citation) {
    citations.add(citation);
  }

  @Override
  public void end(int index) {
    json.startObject().field("type", type);
    fields.forEach(json::field);
    switch (type) {
      case "text" -> json.field("text", all(Piece.TEXT));
      case "thinking" ->
          json.field("thinking", all(Piece.THOUGHT)).field("signature", all(Piece.SIGNATURE));
      case "tool_use" -> {
        json.name("input");
        Arguments.write(all(Piece.ARGUMENTS), json);
      }
      default -> {
        // Complete as it is.
      }
    }
    if (!citations.isEmpty()) {
      json.name("citations").startArray();
      citations.forEach(citation -> json.json(citation, "citations"));
      json.endArray();
    }
    json.endObject();
  }

  @Override
  public void whole(int index, Json block) {
    json.json(block, "content");
  }

  private String all(Piece piece) {
    StringBuilder text = pieces.get(piece);
    return text == null ? "" : text.toString();
  }
}
