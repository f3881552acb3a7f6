package io.lattice.node.proof;

import java.util.Arrays;
import java.util.List;

/** The keys of the bench's providers, which nobody may read anywhere. */
final class ProofKeys {
  private static final List<String> KEYS =
      Arrays.stream(ProofRow.values()).map(ProofRow::secret).toList();

  private ProofKeys() {}

  /** Whether something that left the node holds one of them. */
  static boolean areIn(String output) {
    return KEYS.stream().anyMatch(output::contains);
  }

  /** Fails where something that left the node holds one of them. */
  static void checkAbsentFrom(String output) {
    if (areIn(output)) {
      throw new AssertionError("a provider's key in " + output);
    }
  }
}
