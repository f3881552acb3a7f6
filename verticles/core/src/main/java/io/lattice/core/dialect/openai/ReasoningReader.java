package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reasoning that a caller returns in an assistant's message: its text in {@code
 * reasoning_content} (or {@code reasoning}), signed reasoning in {@code thinking_blocks}, the form
 * that other gateways made common. The text repeats what the blocks say.
 */
final class ReasoningReader {
  private ReasoningReader() {}

  static List<Part> read(JsonFields message) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < message.list("thinking_blocks").size(); i++) {
      JsonTree block = message.list("thinking_blocks").get(i);
      parts.add(block(new JsonFields(block, message.path("thinking_blocks") + "[" + i + "]")));
    }
    String signed =
        parts.stream().map(part -> ((Part.Reasoning) part).text()).collect(Collectors.joining());
    String text = text(message);
    if (text != null) {
      String rest = text.startsWith(signed) ? text.substring(signed.length()) : text;
      if (!rest.isEmpty()) {
        parts.add(new Part.Reasoning(rest));
      }
    }
    return parts;
  }

  /** Some callers send both names; then the second stays among the extras. */
  private static @Nullable String text(JsonFields message) {
    String text = message.string("reasoning_content");
    return text == null ? message.string("reasoning") : text;
  }

  private static Part block(JsonFields block) {
    block.requiredString("type");
    return new ThinkingBlock(
            block.string("thinking"),
            block.string("signature"),
            block.string("data"),
            block.string("issuer"))
        .part();
  }
}
