package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Part;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.List;

/** Writes what the system says before all else: blocks of text, and our instruction behind them. */
final class SystemWriter {
  private static final Spoken INSTRUCTION =
      new Spoken(new Part.Text(JsonAnswer.INSTRUCTION), "system");

  private SystemWriter() {}

  static void write(List<Spoken> system, AnswerForm form, BlockWriter blocks, JsonText json) {
    if (system.isEmpty() && form != AnswerForm.WORDS) {
      return;
    }
    json.name("system").startArray();
    for (Spoken spoken : system) {
      if (!(spoken.part() instanceof Part.Text)) {
        throw DialectException.invalid(spoken.path(), "must be text, since a system says it");
      }
      blocks.write(spoken);
    }
    if (form == AnswerForm.WORDS) {
      blocks.write(INSTRUCTION);
    }
    json.endArray();
  }
}
