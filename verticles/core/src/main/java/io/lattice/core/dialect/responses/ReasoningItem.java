package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model thought, as an item of the input: a summary, or the thoughts themselves where a
 * provider shows them, and what only its provider can read.
 */
final class ReasoningItem {
  /** Stands between a part of a summary and the next, where both are one text. */
  static final String BETWEEN = "\n\n";

  private ReasoningItem() {}

  /** One part; none where the item says nothing. */
  static List<Part> read(JsonFields item) {
    String summary = texts(item, "summary");
    String content = texts(item, "content");
    String text = summary.isEmpty() ? content : summary;
    String encrypted = item.string("encrypted_content");
    Proof proof = encrypted == null || encrypted.isEmpty() ? null : CarriedProof.read(encrypted);
    return text.isEmpty() && proof == null ? List.of() : List.of(new Part.Reasoning(text, proof));
  }

  private static String texts(JsonFields item, String name) {
    for (JsonTree part : item.list(name)) {
      if (part.string("text") == null) {
        throw DialectException.invalid(item.path(name), "must be a list of parts with a text");
      }
    }
    return texts(item.value(name));
  }

  /** The texts of a summary's or a thought's parts, with a blank line between them. */
  static String texts(@Nullable JsonTree parts) {
    return parts == null
        ? ""
        : parts.items().stream()
            .map(part -> part.string("text"))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(BETWEEN));
  }

  /**
   * Writes an item for its provider. Without an id: with one OpenAI looks for what it did not keep.
   */
  static void write(String text, Proof proof, JsonText json) {
    json.startObject().field("type", "reasoning").name("summary").startArray();
    summary(text, json);
    json.endArray().field("encrypted_content", CarriedProof.write(proof)).endObject();
  }

  /** The parts of a summary with this text. */
  static void summary(String text, JsonText json) {
    if (!text.isEmpty()) {
      json.startObject().field("type", "summary_text").field("text", text).endObject();
    }
  }
}
