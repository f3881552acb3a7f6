package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Proof;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proof as this dialect's callers keep it and bring it back: in a reasoning item's {@code
 * encrypted_content}. This API's own stands there as it is; one of another dialect stands behind a
 * mark of ours that tells who issued it, so that it comes back to him and to nobody else.
 */
final class CarriedProof {
  /** What no provider's own encrypted content begins with. */
  static final String MARK = "lattice.";

  private static final Pattern FORM =
      Pattern.compile("lattice\\.([^.]+)\\.(signature|encrypted)\\.(.*)", Pattern.DOTALL);

  private CarriedProof() {}

  static String write(Proof proof) {
    if (proof.isOf(ResponsesDialect.NAME) && proof.isEncrypted()) {
      return proof.text();
    }
    String kind = proof.isEncrypted() ? "encrypted" : "signature";
    return MARK + proof.issuer() + "." + kind + "." + proof.text();
  }

  static Proof read(String encryptedContent) {
    Matcher carried = FORM.matcher(encryptedContent);
    if (!carried.matches()) {
      return Proof.encrypted(encryptedContent, ResponsesDialect.NAME);
    }
    return carried.group(2).equals("encrypted")
        ? Proof.encrypted(carried.group(3), carried.group(1))
        : Proof.signature(carried.group(3), carried.group(1));
  }
}
