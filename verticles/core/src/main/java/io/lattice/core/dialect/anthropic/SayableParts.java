package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message that Anthropic takes. Left out are texts without a letter, which it
 * refuses and which say nothing; reasoning that it did not sign; and what only another dialect
 * understands. The latter two are told.
 */
final class SayableParts {
  private SayableParts() {}

  static List<Spoken> of(Message message, String path, Told told) {
    if (message.name() != null) {
      told.dropped(path + ".name");
    }
    message.extras().keySet().stream().sorted().forEach(name -> told.dropped(path + "." + name));
    return of(message.parts(), path, told);
  }

  static List<Spoken> of(List<Part> parts, String path, Told told) {
    List<Spoken> said = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Spoken spoken = new Spoken(parts.get(i), path + ".content[" + i + "]");
      if (isSayable(spoken.part(), path, spoken.path(), told)) {
        said.add(spoken);
      }
    }
    return said;
  }

  private static boolean isSayable(Part part, String message, String path, Told told) {
    if (part instanceof Part.Text text) {
      return !text.text().isBlank();
    }
    if (part instanceof Part.Refusal refusal) {
      return !refusal.text().isBlank();
    }
    if (part instanceof Part.Reasoning reasoning) {
      return told(isOurs(reasoning.proof()), message + ".reasoning", told);
    }
    return !(part instanceof Part.Opaque opaque)
        || told(opaque.dialect().equals(AnthropicDialect.NAME), path, told);
  }

  private static boolean told(boolean isKept, String field, Told told) {
    if (!isKept) {
      told.dropped(field);
    }
    return isKept;
  }

  private static boolean isOurs(@Nullable Proof proof) {
    return proof != null && proof.isOf(AnthropicDialect.NAME);
  }
}
