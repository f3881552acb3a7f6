package io.lattice.config.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen. It prints as {@code ***} wherever it ends up, and comparing two
 * takes the same time wherever they differ.
 *
 * <p>Not a record: a record's accessor would be found by every serializer.
 */
public final class Secret {

  private static final String UNTOLD = "untold";

  private final String value;
  private final String origin;

  private Secret(String value, String origin) {
    this.value = value;
    this.origin = origin;
  }

  /** Wraps a value, which may not be blank. */
  public static Secret of(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret must not be blank");
    }
    return new Secret(value, UNTOLD);
  }

  /** The same value, known to have been found at a reference. */
  public Secret foundAt(SecretRef reference) {
    return new Secret(value, reference.text());
  }

  /** Where it was found, in the words of the configuration: {@code env:NAME}; no part of it. */
  public String origin() {
    return origin;
  }

  /** The value itself, for the one place that sends or compares it. */
  public String reveal() {
    return value;
  }

  /** Whether somebody showed this secret, in constant time. */
  public boolean matches(String shown) {
    return MessageDigest.isEqual(bytes(value), bytes(shown));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && matches(secret.value);
  }

  /** The same for all secrets: a hash of the value would be a way to guess it. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
