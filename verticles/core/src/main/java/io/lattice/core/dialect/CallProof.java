package io.lattice.core.dialect;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Proof;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a tool call, where Google's own OpenAI-compatible API has it: {@code
 * extra_content.google.thought_signature} of the call.
 */
public final class CallProof {
  public static final String FIELD = "extra_content";
  private static final String GEMINI = "gemini";

  private CallProof() {}

  /**
   * The signature in an {@code extra_content} that holds nothing else; null for any other, which
   * stays an extra field.
   */
  public static @Nullable Proof read(JsonTree extraContent) {
    JsonTree google = extraContent.get("google", JsonTree.Kind.OBJECT);
    String signature = google == null ? null : google.string("thought_signature");
    boolean isAll =
        google != null && google.names().size() == 1 && extraContent.names().size() == 1;
    return signature == null || !isAll ? null : Proof.signature(signature, GEMINI);
  }

  /** The same of a piece of JSON that was carried. */
  public static @Nullable Proof read(@Nullable Json extraContent) {
    return extraContent == null ? null : read(JsonTree.read(extraContent));
  }

  /** Writes the field; nothing where the call is not signed, or by somebody else. */
  public static void write(@Nullable Proof proof, JsonText json) {
    if (proof != null && proof.isOf(GEMINI)) {
      json.name(FIELD).startObject().name("google").startObject();
      json.field("thought_signature", proof.text()).endObject().endObject();
    }
  }
}
