package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Adaptation;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What of a request is left out or said in another way, as it is noticed. Confined to one request.
 */
final class Told {
  private final Set<String> dropped = new LinkedHashSet<>();
  private final Set<String> changed = new LinkedHashSet<>();

  void dropped(String field) {
    dropped.add(field);
  }

  /**
   * @param how a short phrase: {@code 4096 was added}
   */
  void changed(String field, String how) {
    changed.add(field + " (" + how + ")");
  }

  Adaptation adaptation() {
    return Adaptation.of(dropped, changed);
  }
}
