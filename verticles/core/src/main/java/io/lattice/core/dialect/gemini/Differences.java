package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Adaptation;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers how a request becomes another on its way to the provider. Confined to one request. */
final class Differences {
  private final Set<String> dropped = new LinkedHashSet<>();
  private final Set<String> changed = new LinkedHashSet<>();

  void drop(String field) {
    dropped.add(field);
  }

  /** Drops a field that is there. */
  void drop(String field, @Nullable Object value) {
    if (value != null) {
      dropped.add(field);
    }
  }

  /**
   * Something is said in another way.
   *
   * @param how reads on from the field: {@code by an instruction}
   */
  void change(String field, String how) {
    changed.add(field + " (" + how + ")");
  }

  Adaptation adaptation() {
    return Adaptation.of(dropped, changed);
  }
}
