package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a conversation. Confined to one request. */
final class PartWriter {
  /** What Google takes for a signature that it has not given. */
  static final String NO_SIGNATURE = "skip_thought_signature_validator";

  private final Generation generation;
  private final JsonText json;
  private final Differences differences;
  private final MediaWriter media;
  private final ResultWriter results;

  /** The tools that were called so far, by the ids of the calls. */
  private final Map<String, String> called = new HashMap<>();

  PartWriter(GeminiApi api, Generation generation, JsonText json, Differences differences) {
    this.generation = generation;
    this.json = json;
    this.differences = differences;
    this.media = new MediaWriter(api, json, differences);
    this.results = new ResultWriter(generation, media, json, differences);
  }

  /** Whether a part is for Google at all; tells where it is not. */
  boolean isSaid(Turn.Placed placed) {
    String dropped = null;
    if (placed.part() instanceof Part.Opaque opaque && !isOurs(opaque)) {
      dropped = " (" + opaque.dialect() + "'s own part)";
    } else if (placed.part() instanceof Part.Reasoning reasoning
        && reasoning.proof() != null
        && !reasoning.proof().isOf(GeminiDialect.NAME)) {
      dropped = ".reasoning";
    }
    if (dropped != null) {
      differences.drop(placed.path() + dropped);
    }
    return dropped == null;
  }

  static boolean isOurs(Part.Opaque opaque) {
    return opaque.dialect().equals(GeminiDialect.NAME);
  }

  void part(Part part, String path) {
    if (part instanceof Part.Text text) {
      json.startObject().field("text", text.text());
      media.extras(text.extras(), path);
      json.endObject();
    } else if (part instanceof Part.Reasoning reasoning) {
      reasoning(reasoning);
    } else if (part instanceof Part.Refusal refusal) {
      differences.change(path + ".refusal", "as text");
      json.startObject().field("text", refusal.text()).endObject();
    } else if (part instanceof Part.Opaque opaque) {
      json.json(opaque.json(), path);
    } else if (part instanceof Part.ToolCall call) {
      call(call, path, false);
    } else if (part instanceof Part.ToolResult result) {
      results.write(result, called.get(result.callId()), path);
    } else {
      media.write(part, path);
    }
  }

  /** A signature without a thought belongs to what was said before it. */
  private void reasoning(Part.Reasoning reasoning) {
    Proof proof = reasoning.proof();
    json.startObject().field("text", reasoning.text());
    json.field("thought", reasoning.text().isEmpty() ? null : Boolean.TRUE);
    json.field("thoughtSignature", proof == null ? null : proof.text()).endObject();
  }

  /**
   * A call.
   *
   * @param needsSignature whether the model would refuse it without one
   */
  void call(Part.ToolCall call, String path, boolean needsSignature) {
    called.put(call.id(), call.name());
    if (JsonObjects.isBroken(call.arguments())) {
      differences.change(path + ".tool_calls.arguments", "no JSON object, kept in _raw");
    }
    json.startObject().name("functionCall").startObject();
    json.field("id", CallIds.isOurs(call.id()) ? null : call.id());
    json.field("name", call.name()).name("args");
    JsonObjects.arguments(call.arguments(), json);
    json.endObject();
    json.field("thoughtSignature", signature(call.proof(), path, needsSignature)).endObject();
    for (Map.Entry<String, Json> extra : call.extras().entrySet()) {
      differences.drop(path + ".tool_calls." + extra.getKey());
    }
  }

  private @Nullable String signature(@Nullable Proof proof, String path, boolean needsSignature) {
    if (proof != null && proof.isOf(GeminiDialect.NAME)) {
      return proof.text();
    }
    differences.drop(path + ".tool_calls.proof", proof);
    if (!needsSignature || generation != Generation.THIRD) {
      return null;
    }
    differences.change(path + ".tool_calls", "thoughtSignature " + NO_SIGNATURE);
    return NO_SIGNATURE;
  }
}
