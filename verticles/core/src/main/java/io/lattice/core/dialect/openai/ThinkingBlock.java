package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning that its provider signed or encrypted, in the form that other gateways made common: a
 * block of the type {@code thinking} or {@code redacted_thinking}.
 *
 * @param issuer our addition: the dialect that signed; without it the form's own, Anthropic's
 */
record ThinkingBlock(
    @Nullable String thinking,
    @Nullable String signature,
    @Nullable String data,
    @Nullable String issuer) {

  /** A block of an answer; null where it is no object. */
  static @Nullable ThinkingBlock of(JsonTree block) {
    return block.string("type") == null
        ? null
        : new ThinkingBlock(
            block.string("thinking"),
            block.string("signature"),
            block.string("data"),
            block.string("issuer"));
  }

  static void write(String text, Proof proof, JsonText json) {
    json.startObject();
    if (proof.isEncrypted()) {
      json.field("type", "redacted_thinking").field("data", proof.text());
    } else {
      json.field("type", "thinking").field("thinking", text).field("signature", proof.text());
    }
    json.field("issuer", proof.issuer()).endObject();
  }

  String text() {
    return thinking == null ? "" : thinking;
  }

  /** Null where nothing is signed. */
  @Nullable Proof proof() {
    String signer = issuer == null ? "anthropic" : issuer;
    if (data != null) {
      return Proof.encrypted(data, signer);
    }
    return signature == null ? null : Proof.signature(signature, signer);
  }

  Part.Reasoning part() {
    return new Part.Reasoning(text(), proof());
  }
}
