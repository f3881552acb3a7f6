package io.lattice.config.read;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;
import java.util.List;

/** Is told what became of a change. Called on the context of the watch. */
public interface ConfigListener {

  /**
   * A change was good and counts from now on.
   *
   * @param config the new configuration
   * @param needsRestart keys whose new values the running node cannot take over, such as {@code
   *     bridge.port}; they stay as they were at the start
   */
  void changed(LatticeConfig config, List<String> needsRestart);

  /** A change was refused whole, and the configuration before it stays. Told once for each. */
  void refused(ConfigProblems problems);
}
