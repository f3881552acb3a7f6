package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.provider.embedded.EmbeddedGuide;
import io.lattice.core.usage.TokenEstimate;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** The provider in this process: answers without a network, a key or a cost. */
final class EmbeddedUpstream implements Upstream {
  private final String name;
  private final EmbeddedGuide guide;
  private final Phrasing phrasing;
  private final InstantSource clock;
  private final TokenEstimate estimate;

  EmbeddedUpstream(
      String name,
      EmbeddedGuide guide,
      Phrasing phrasing,
      InstantSource clock,
      TokenEstimate estimate) {
    this.name = name;
    this.guide = guide;
    this.phrasing = phrasing;
    this.clock = clock;
    this.estimate = estimate;
  }

  @Override
  public Answer prepare(
      ChatCall call, Deployment deployment, LatticeConfig config, OutgoingStream out) {
    if (call.payload() instanceof ChatCall.Counting asked) {
      Phrasing.checkStrictness(call, TokenCounts.ESTIMATED, deployment);
      return new Recital(() -> TokenCounts.estimated(asked, estimate), false, out);
    }
    ChatRequest request = requestOf(call);
    return new Recital(
        () -> guide.answer(request, "guide-" + call.requestId(), clock.instant().getEpochSecond()),
        call.streamed(),
        out);
  }

  private ChatRequest requestOf(ChatCall call) {
    try {
      return phrasing.requestOf(call.payload(), call.model());
    } catch (DialectException e) {
      throw new ChatFailure(e.error());
    }
  }

  @Override
  public Future<List<ProviderCheck>> check(LatticeConfig config) {
    return Future.succeededFuture(
        config.provider(name).stream()
            .map(provider -> ProviderCheck.inProcess(provider, config))
            .toList());
  }

  @Override
  public void sweep() {}

  @Override
  public boolean isBusy() {
    return false;
  }

  @Override
  public void close() {}
}
