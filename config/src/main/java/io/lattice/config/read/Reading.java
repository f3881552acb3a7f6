package io.lattice.config.read;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;

/** One attempt at a configuration, and what it was made of. */
sealed interface Reading {

  /** What was said. */
  Sources sources();

  /** The secret files that were read. */
  SecretFiles files();

  /** A configuration that may be used. */
  record Good(Sources sources, SecretFiles files, LatticeConfig config) implements Reading {}

  /** One that may not. */
  record Refused(Sources sources, SecretFiles files, ConfigProblems problems) implements Reading {}
}
