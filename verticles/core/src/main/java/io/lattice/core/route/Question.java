package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.cluster.NodeView;
import io.lattice.config.LatticeConfig;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * All that a plan follows from.
 *
 * @param inputTokens of the prompt, where somebody counted them
 * @param spin any number; spreads requests over what is equally good
 */
public record Question(
    ChatCall call,
    OptionalLong inputTokens,
    LatticeConfig config,
    NodeView nodes,
    Verdicts verdicts,
    Instant now,
    long spin) {
  public Question {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(inputTokens, "inputTokens");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(nodes, "nodes");
    Objects.requireNonNull(verdicts, "verdicts");
    Objects.requireNonNull(now, "now");
  }
}
