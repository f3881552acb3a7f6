package io.lattice.core.dialect.openai;

import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning that its provider signed or encrypted, in the form that other gateways made common.
 *
 * @param type {@code thinking} or {@code redacted_thinking}
 * @param issuer our addition: the dialect that signed; without it the form's own, Anthropic's
 */
record ThinkingBlock(
    String type,
    @Nullable String thinking,
    @Nullable String signature,
    @Nullable String data,
    @Nullable String issuer) {

  /** A block of an answer; null where it is no object. */
  static @Nullable ThinkingBlock of(JsonTree block) {
    String type = block.string("type");
    return type == null
        ? null
        : new ThinkingBlock(
            type,
            block.string("thinking"),
            block.string("signature"),
            block.string("data"),
            block.string("issuer"));
  }

  /** Writes signed reasoning; without a text it is encrypted. */
  static void write(String text, String proof, @Nullable String issuer, JsonText json) {
    json.startObject();
    if (text.isEmpty()) {
      json.field("type", "redacted_thinking").field("data", proof);
    } else {
      json.field("type", "thinking").field("thinking", text).field("signature", proof);
    }
    json.field("issuer", issuer).endObject();
  }

  String text() {
    return thinking == null ? "" : thinking;
  }

  /** The signature, or the encrypted reasoning itself; null where there is none of either. */
  @Nullable String proof() {
    return data == null ? signature : data;
  }

  String signer() {
    return issuer == null ? "anthropic" : issuer;
  }
}
