package io.lattice.api.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How a request for a provider differs from what the caller asked, because the provider's dialect
 * cannot say all of it.
 *
 * @param dropped fields that were left out, by their names in our vocabulary: {@code seed}, {@code
 *     messages[2].name}
 * @param changed what was said in another way or added, each a short phrase that begins with the
 *     field: {@code response_format (by a forced tool)}, {@code max_tokens (4096 was added)}
 */
public record Adaptation(List<String> dropped, List<String> changed) {

  public static final Adaptation NONE = new Adaptation(List.of(), List.of());

  public Adaptation {
    dropped = List.copyOf(dropped);
    changed = List.copyOf(changed);
  }

  /** Of these fields, each once and in their order. */
  public static Adaptation of(Collection<String> dropped, Collection<String> changed) {
    return dropped.isEmpty() && changed.isEmpty()
        ? NONE
        : new Adaptation(
            new ArrayList<>(new LinkedHashSet<>(dropped)),
            new ArrayList<>(new LinkedHashSet<>(changed)));
  }

  public static Adaptation dropping(Collection<String> dropped) {
    return of(dropped, List.of());
  }

  /** Whether the provider is asked just what the caller asked. */
  public boolean isNone() {
    return dropped.isEmpty() && changed.isEmpty();
  }

  /** This, and what another step changed after it. */
  public Adaptation and(Adaptation other) {
    if (other.isNone()) {
      return this;
    }
    List<String> allDropped = new ArrayList<>(dropped);
    allDropped.addAll(other.dropped);
    List<String> allChanged = new ArrayList<>(changed);
    allChanged.addAll(other.changed);
    return of(allDropped, allChanged);
  }
}
