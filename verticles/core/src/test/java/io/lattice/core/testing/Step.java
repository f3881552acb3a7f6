package io.lattice.core.testing;

import java.io.IOException;

/** One thing that an upstream does on its line. */
@FunctionalInterface
interface Step {
  /**
   * Does it.
   *
   * @throws IOException when the client is gone, which ends the script
   */
  void playOn(Line line) throws IOException, InterruptedException;
}
