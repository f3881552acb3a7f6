package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import java.util.Map;

/** Where content blocks go as they are said, one behind the other. Confined to one answer. */
interface BlockSink {

  /** What a block is made of, and how a piece of it is told in a stream. */
  enum Piece {
    TEXT("text_delta", "text"),
    THOUGHT("thinking_delta", "thinking"),
    SIGNATURE("signature_delta", "signature"),
    ARGUMENTS("input_json_delta", "partial_json");

    private final String type;
    private final String field;

    Piece(String type, String field) {
      this.type = type;
      this.field = field;
    }

    String type() {
      return type;
    }

    String field() {
      return field;
    }
  }

  /**
   * A block begins.
   *
   * @param fields what is known of it at once
   */
  void begin(int index, String type, Map<String, String> fields);

  void piece(int index, Piece piece, String text);

  void citation(int index, Json citation);

  /** The block is complete. */
  void end(int index);

  /** A block that is complete at once. */
  void whole(int index, Json block);
}
