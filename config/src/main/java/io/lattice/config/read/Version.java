package io.lattice.config.read;

import io.lattice.config.CallerKey;
import io.lattice.config.ProviderSettings;
import io.lattice.config.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The short hash that tells configurations apart. It covers what was said and what is configured;
 * of secrets only whether they are there, since a hash of one is a way to guess it.
 */
final class Version {

  private static final int DIGITS = 12;

  private final StringBuilder content = new StringBuilder();

  private Version() {}

  static String of(
      Tree lattice, Tree models, List<ProviderSettings> providers, List<CallerKey> callers) {
    Version version = new Version();
    version.add(lattice);
    version.add(models);
    providers.forEach(
        provider -> version.say(provider.missing() + " " + provider.credentials().size()));
    callers.forEach(caller -> version.say(caller.name()));
    return version.hash();
  }

  private void add(Tree tree) {
    if (tree instanceof Tree.Scalar scalar) {
      say(String.valueOf(scalar.text()));
    } else if (tree instanceof Tree.Sequence sequence) {
      say("[");
      sequence.items().forEach(this::add);
      say("]");
    } else if (tree instanceof Tree.Mapping mapping) {
      say("{");
      mapping
          .entries()
          .forEach(
              (key, value) -> {
                say(key);
                add(value);
              });
      say("}");
    }
  }

  /** Separated by a character that YAML does not allow, so that no two contents read the same. */
  private void say(String text) {
    content.append(text).append('\u0001');
  }

  private String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
