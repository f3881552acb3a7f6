package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Proof;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Another provider's proof where a caller of this dialect keeps such things, in {@code
 * thoughtSignature}, which is bytes in base64: our mark, the issuer, the kind and the text.
 *
 * <p>So it comes back from the caller and goes to its issuer; Google, who would refuse it, never
 * gets it.
 */
final class ForeignProof {
  private static final String MARK = "lattice:";

  /** How every one of them begins: seven bytes and a half of the mark. */
  private static final String BEGINNING = "bGF0dGljZT";

  private static final Pattern FIELD =
      Pattern.compile(
          "(\"thought(?:Signature|_signature)\"\\s*:\\s*)\"" + BEGINNING + "[A-Za-z0-9+/_=-]*\"");

  private ForeignProof() {}

  /** The value of {@code thoughtSignature} for any proof. */
  static String write(Proof proof) {
    if (proof.isOf(GeminiDialect.NAME)) {
      return proof.text();
    }
    String kind = proof.isEncrypted() ? "e" : "s";
    String text = MARK + proof.issuer() + ":" + kind + ":" + proof.text();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What such a value is: Google's own, or one that was kept for another. */
  static Proof read(String signature) {
    Proof foreign = signature.startsWith(BEGINNING) ? foreign(signature) : null;
    return foreign == null ? Proof.signature(signature, GeminiDialect.NAME) : foreign;
  }

  /** Google's own libraries keep bytes, and may write them back in the other alphabet. */
  private static @Nullable Proof foreign(String signature) {
    String text;
    try {
      byte[] bytes = Base64.getDecoder().decode(signature.replace('-', '+').replace('_', '/'));
      text = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
    int issuer = text.indexOf(':', MARK.length());
    if (!text.startsWith(MARK) || issuer < 0 || text.length() < issuer + 3) {
      return null;
    }
    String name = text.substring(MARK.length(), issuer);
    String kept = text.substring(issuer + 3);
    return switch (text.substring(issuer + 1, issuer + 3)) {
      case "s:" -> Proof.signature(kept, name);
      case "e:" -> Proof.encrypted(kept, name);
      default -> null;
    };
  }

  /** A request with every such value replaced, or the same where there is none. */
  static String without(String request, String replacement) {
    Matcher matcher = FIELD.matcher(request);
    return matcher.find() ? matcher.replaceAll("$1\"" + replacement + "\"") : request;
  }
}
