package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * Someone who may ask. Only the digest of the key is kept, so that no dump or message shows it; the
 * keys are long and random, so that a slow hash would add nothing.
 *
 * @param name in logs, quotas and audit
 */
public record Caller(String name, Bytes keySha256) {
  public Caller {
    Objects.requireNonNull(name, "name");
    if (keySha256.length() != 32) {
      throw new IllegalArgumentException("the key of caller '" + name + "' is no SHA-256 digest");
    }
  }

  public static Caller withKey(String name, String key) {
    return new Caller(name, Bytes.wrap(sha256().digest(key.getBytes(StandardCharsets.UTF_8))));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
