package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Proof;
import org.jspecify.annotations.Nullable;

/**
 * Another dialect's proof in a place where callers of this one keep Anthropic's: {@code
 * lattice:gemini:...}. They return such texts as they came, so that the issuer is known again.
 *
 * <p>A call has no such place. Its proof is a block of its own behind it, {@code
 * lattice:call:gemini:...}, of the type that callers return without looking into it.
 */
final class ForeignProof {
  static final String MARK = "lattice:";
  private static final String OF_CALL = MARK + "call:";

  private ForeignProof() {}

  /** What a caller is given for a proof. */
  static String text(Proof proof) {
    return proof.isOf(AnthropicDialect.NAME)
        ? proof.text()
        : MARK + proof.issuer() + ":" + proof.text();
  }

  /** What a caller is given for the proof of a call. */
  static String textOfCall(Proof proof) {
    return OF_CALL + proof.issuer() + ":" + proof.text();
  }

  /** Whose proof a caller returned, and what it says. */
  static Proof read(Proof.Kind kind, String text) {
    int end = text.startsWith(MARK) ? text.indexOf(':', MARK.length()) : -1;
    return end < 0
        ? new Proof(kind, text, AnthropicDialect.NAME)
        : new Proof(kind, text.substring(end + 1), text.substring(MARK.length(), end));
  }

  /** The proof of the call before; null where the text is none. */
  static @Nullable Proof readOfCall(String text) {
    int end = text.startsWith(OF_CALL) ? text.indexOf(':', OF_CALL.length()) : -1;
    return end < 0
        ? null
        : Proof.signature(text.substring(end + 1), text.substring(OF_CALL.length(), end));
  }
}
