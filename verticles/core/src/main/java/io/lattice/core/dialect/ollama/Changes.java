package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.DialectException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers how a written request differs from what was asked. Confined to one request. */
final class Changes {
  private final Set<String> dropped = new LinkedHashSet<>();
  private final Set<String> changed = new LinkedHashSet<>();

  /** A field was left out. */
  void drop(String field) {
    dropped.add(field);
  }

  /** A field was said in another way, or added. */
  void change(String field, String how) {
    changed.add(field + " (" + how + ")");
  }

  Adaptation adaptation() {
    return Adaptation.of(dropped, changed);
  }

  /** What Ollama has no word for and the answer hangs on. */
  static DialectException refused(String field, String problem) {
    return new DialectException(
        new ChatError(
            ErrorKind.INVALID_REQUEST,
            field + " " + problem,
            "unsupported_parameter",
            field,
            null,
            null));
  }
}
