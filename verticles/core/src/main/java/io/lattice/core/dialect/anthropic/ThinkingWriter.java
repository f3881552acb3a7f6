package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import java.util.Map;
import java.util.Set;

/** Writes how the model is to think. */
final class ThinkingWriter {
  static final String FIELD = "thinking";
  private static final String BUDGET = "budget_tokens";
  private static final Set<String> OWN_FIELDS = Set.of("type", BUDGET);

  private ThinkingWriter() {}

  static void write(Thinking thinking, Map<String, Json> extras, JsonText json) {
    if (thinking.mode() == Thinking.Mode.UNSAID) {
      return;
    }
    json.name(FIELD).startObject().field("type", word(thinking.mode()));
    if (thinking.mode() == Thinking.Mode.BUDGET) {
      json.field(BUDGET, (Integer) thinking.budget());
    }
    json.fields(Extras.inside(extras, FIELD), OWN_FIELDS::contains).endObject();
  }

  private static String word(Thinking.Mode mode) {
    return switch (mode) {
      case BUDGET -> "enabled";
      case ADAPTIVE -> "adaptive";
      case OFF, UNSAID -> "disabled";
    };
  }
}
