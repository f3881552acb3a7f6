package io.lattice.node;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;
import io.lattice.config.read.ConfigListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, and one listener, what became of changes to the configuration. Thread-safe. */
final class ConfigChanges implements ConfigListener {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigChanges.class);

  private volatile Consumer<LatticeConfig> listener = ignored -> {};

  void tell(Consumer<LatticeConfig> other) {
    listener = other;
  }

  @Override
  public void changed(LatticeConfig config, List<String> needsRestart) {
    LOG.atInfo().addKeyValue("config", config.version()).log("configuration applied");
    if (!needsRestart.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("keys", String.join(",", needsRestart))
          .log("these keys count from the next start on");
    }
    listener.accept(config);
  }

  @Override
  public void refused(ConfigProblems problems) {
    LOG.warn("the new configuration was refused and the old one stays. {}", problems.getMessage());
  }
}
