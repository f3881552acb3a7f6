package io.lattice.core.route;

import io.lattice.api.chat.Need;
import io.lattice.config.model.Capability;
import java.util.Map;
import java.util.Set;

/**
 * What a dialect makes up for where a model cannot do it by itself: it asks for JSON in words, or
 * has a tool called whose arguments are the answer. The caller is told.
 */
final class Emulation {

  /** By provider kind: a need, and what the model must be able to do instead. */
  private static final Map<String, Map<Need, Capability>> BY_KIND =
      Map.of(
          "anthropic",
          Map.of(Need.JSON_OBJECT, Capability.TEXT, Need.JSON_SCHEMA, Capability.TOOLS));

  private Emulation() {}

  /**
   * @param kind the provider's
   * @param able what the model can do by itself
   */
  static boolean covers(String kind, Need need, Set<Capability> able) {
    Capability instead = BY_KIND.getOrDefault(kind, Map.of()).get(need);
    return instead != null && able.contains(instead);
  }
}
