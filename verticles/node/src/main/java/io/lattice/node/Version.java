package io.lattice.node;

import java.util.Objects;

/** The version of Lattice, as the jar's manifest has it. */
final class Version {

  private Version() {}

  /** Such as {@code 0.1.0}, or {@code development} where the classes are in no jar. */
  static String current() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }
}
