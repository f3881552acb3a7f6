package io.lattice.api.chat;

import java.util.Objects;

/**
 * A provider's opaque state, to be returned to it verbatim: a signature over what it said, or
 * reasoning that only it can read.
 *
 * @param text verbatim
 * @param issuer the dialect that issued it; nobody else understands it, and some refuse it
 */
public record Proof(Kind kind, String text, String issuer) {

  /** What the text is. */
  public enum Kind {
    /** Signs what stands beside it, which may be empty where the provider shows nothing. */
    SIGNATURE,
    /** Is the reasoning itself. */
    ENCRYPTED
  }

  public Proof {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(issuer, "issuer");
  }

  public static Proof signature(String text, String issuer) {
    return new Proof(Kind.SIGNATURE, text, issuer);
  }

  public static Proof encrypted(String text, String issuer) {
    return new Proof(Kind.ENCRYPTED, text, issuer);
  }

  public boolean isEncrypted() {
    return kind == Kind.ENCRYPTED;
  }

  /** Whether this dialect issued it. */
  public boolean isOf(String dialect) {
    return issuer.equals(dialect);
  }
}
