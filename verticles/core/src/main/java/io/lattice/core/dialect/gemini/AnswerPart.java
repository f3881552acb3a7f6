package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Writes a part of an answer for a caller, who gets every proof and returns it, whoever issued it.
 */
final class AnswerPart {
  private AnswerPart() {}

  /** Whether this dialect can say the part. */
  static boolean isSaid(Part part) {
    return !(part instanceof Part.Opaque opaque)
        || (PartWriter.isOurs(opaque) && JsonText.isOneValue(opaque.json()));
  }

  static void write(Part part, JsonText json) {
    if (part instanceof Part.Text text) {
      json.startObject().field("text", text.text()).endObject();
    } else if (part instanceof Part.Refusal refusal) {
      json.startObject().field("text", refusal.text()).endObject();
    } else if (part instanceof Part.Reasoning reasoning) {
      reasoning(reasoning, json);
    } else if (part instanceof Part.ToolCall call) {
      json.startObject().name("functionCall").startObject();
      json.field("id", call.id()).field("name", call.name()).name("args");
      JsonObjects.arguments(call.arguments(), json);
      json.endObject().field("thoughtSignature", signature(call.proof())).endObject();
    } else if (part instanceof Part.Opaque opaque) {
      json.json(opaque.json(), "parts");
    }
  }

  /** Google signs with an empty text what was said before it; others sign a thought. */
  private static void reasoning(Part.Reasoning reasoning, JsonText json) {
    Proof proof = reasoning.proof();
    boolean signsText =
        reasoning.text().isEmpty() && proof != null && proof.isOf(GeminiDialect.NAME);
    json.startObject().field("text", reasoning.text());
    json.field("thought", signsText ? null : Boolean.TRUE);
    json.field("thoughtSignature", signature(proof)).endObject();
  }

  private static @Nullable String signature(@Nullable Proof proof) {
    return proof == null ? null : ForeignProof.write(proof);
  }
}
