package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import java.util.Map;

/** Writes content blocks as the events of a stream. Confined to one answer. */
final class StreamedBlocks implements BlockSink {
  private JsonText json = new JsonText();

  /** Where the events are written from now on. */
  void to(JsonText piece) {
    json = piece;
  }

  @Override
  public void begin(int index, String type, Map<String, String> fields) {
    start(EventType.CONTENT_BLOCK_START, index).name("content_block").startObject();
    json.field("type", type);
    fields.forEach(json::field);
    switch (type) {
      case "text" -> json.field("text", "");
      case "thinking" -> json.field("thinking", "").field("signature", "");
      case "tool_use" -> json.name("input").startObject().endObject();
      default -> {
        // Complete as it is.
      }
    }
    json.endObject();
    end();
  }

  @Override
  public void piece(int index, Piece piece, String text) {
    start(EventType.CONTENT_BLOCK_DELTA, index).name("delta").startObject();
    json.field("type", piece.type()).field(piece.field(), text).endObject();
    end();
  }

  @Override
  public void citation(int index, Json citation) {
    start(EventType.CONTENT_BLOCK_DELTA, index).name("delta").startObject();
    json.field("type", "citations_delta").field("citation", citation).endObject();
    end();
  }

  @Override
  public void end(int index) {
    start(EventType.CONTENT_BLOCK_STOP, index);
    end();
  }

  @Override
  public void whole(int index, Json block) {
    start(EventType.CONTENT_BLOCK_START, index).field("content_block", block);
    end();
    end(index);
  }

  private JsonText start(EventType type, int index) {
    return StreamEvents.start(type, json).field("index", (Integer) index);
  }

  private void end() {
    StreamEvents.end(json);
  }
}
