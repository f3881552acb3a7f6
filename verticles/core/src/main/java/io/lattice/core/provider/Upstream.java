package io.lattice.core.provider;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.Deployment;
import io.vertx.core.Future;
import java.util.List;

/** What a provider verticle gets its answers from. Confined to the verticle's context. */
interface Upstream {

  /**
   * Prepares one answer without spending anything.
   *
   * @param config the configuration that this answer keeps, whatever is reloaded meanwhile
   */
  Answer prepare(ChatCall call, Deployment deployment, LatticeConfig config, OutgoingStream out);

  /**
   * Asks the provider, at no cost, whether it would answer: at each of its addresses, with each
   * credential. The future does not fail.
   *
   * @param config says where the provider is and who we are there
   */
  Future<List<ProviderCheck>> check(LatticeConfig config);

  /** Looks at what takes too long. Called a few times a second while {@link #isBusy()}. */
  void sweep();

  /** Whether answers are being made. */
  boolean isBusy();

  /** Gives connections back. */
  void close();
}
