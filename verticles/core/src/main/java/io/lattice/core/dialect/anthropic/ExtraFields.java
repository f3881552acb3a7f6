package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the parameters that our vocabulary has no word for and Anthropic does; all others are left
 * out and told, since Anthropic refuses a request for a field that it does not know.
 */
final class ExtraFields {
  private static final String SERVICE_TIER = "service_tier";

  private static final Set<String> KNOWN =
      Set.of(
          CacheMark.FIELD,
          "anthropic_beta",
          "container",
          "context_management",
          "diagnostics",
          "inference_geo",
          "mcp_servers",
          "speed");

  /** Anthropic's own words, and the one of OpenAI's that means one of them. */
  private static final Map<String, String> TIERS =
      Map.of("auto", "auto", "standard_only", "standard_only", "default", "standard_only");

  private final boolean isThoughtUnsaid;
  private final JsonText json;
  private final Told told;

  ExtraFields(Thinking thinking, JsonText json, Told told) {
    this.isThoughtUnsaid = thinking.mode() == Thinking.Mode.UNSAID;
    this.json = json;
    this.told = told;
  }

  void write(Map<String, Json> extras) {
    new TreeMap<>(Extras.beside(extras, OutputConfig.FIELD)).forEach(this::field);
  }

  private void field(String name, Json value) {
    boolean isThought = name.equals(ThinkingWriter.FIELD);
    if (name.equals(SERVICE_TIER)) {
      tier(value);
    } else if (KNOWN.contains(name) || (isThoughtUnsaid && isThought)) {
      json.field(name, value);
    } else if (isThoughtUnsaid || !name.startsWith(ThinkingWriter.FIELD + ".")) {
      told.dropped(name);
    }
  }

  private void tier(Json value) {
    String asked = JsonTree.read(value).text();
    String word = TIERS.get(asked);
    if (word == null) {
      told.dropped(SERVICE_TIER);
      return;
    }
    json.field(SERVICE_TIER, word);
    if (!word.equals(asked)) {
      told.changed(SERVICE_TIER, word + " instead of " + asked);
    }
  }
}
