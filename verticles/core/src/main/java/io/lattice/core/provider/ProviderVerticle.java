package io.lattice.core.provider;

import io.lattice.api.Addresses;
import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.Lane;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.api.stream.PeerProblem;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One provider on one event loop: takes what routers open and has its upstream answer it. */
final class ProviderVerticle extends VerticleBase {
  private static final long SWEEP_MILLIS = 100;
  private static final long NO_TIMER = -1;

  private final String provider;
  private final Lane lane;
  private final Supplier<LatticeConfig> config;
  private final Upstream upstream;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private long timer = NO_TIMER;

  ProviderVerticle(String provider, Lane lane, Supplier<LatticeConfig> config, Upstream upstream) {
    this.provider = provider;
    this.lane = lane;
    this.config = config;
    this.upstream = upstream;
  }

  @Override
  public Future<?> start() {
    String address = Addresses.provider(provider, lane.node());
    lane.inbox().listen(onLane(), this::prepare);
    if (lane.number() == 0) {
      consumers.add(
          vertx.eventBus().localConsumer(Addresses.onThisNode(address), this::answerCheck));
    }
    MessageConsumer<?> anywhere = vertx.eventBus().consumer(address, this::open);
    consumers.add(anywhere);
    return anywhere.completion();
  }

  private String onLane() {
    return Addresses.onLane(Addresses.provider(provider, lane.node()), lane.number());
  }

  private <T> void answerCheck(Message<T> message) {
    upstream.check(config.get()).onSuccess(checks -> message.reply(report(checks)));
  }

  private static JsonArray report(List<ProviderCheck> checks) {
    return new JsonArray(checks.stream().map(ProviderCheck::toJson).toList());
  }

  private <T> void open(Message<T> message) {
    lane.inbox().answer(message, this::prepare);
  }

  private Answer prepare(ChatCall call, @Nullable String deployment, OutgoingStream out) {
    LatticeConfig current = config.get();
    Answer answer = upstream.prepare(call, find(current, call.model(), deployment), current, out);
    watch();
    return answer;
  }

  private Deployment find(LatticeConfig current, String model, @Nullable String id) {
    return current.models().find(model).stream()
        .map(Model::deployments)
        .flatMap(List::stream)
        .filter(each -> each.provider().equals(provider) && each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ChatFailure(
                    new ChatError(
                        ErrorKind.UPSTREAM_UNREACHABLE,
                        "this node's registry has no deployment '%s' of provider '%s'"
                            .formatted(id, provider),
                        PeerProblem.REFUSED)));
  }

  /** One timer over all calls, and none while there are none. */
  private void watch() {
    if (timer == NO_TIMER) {
      timer = vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
    }
  }

  private void sweep() {
    upstream.sweep();
    if (!upstream.isBusy() && lane.inbox().liveStreams() == 0) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    upstream.close();
    lane.inbox().ignore(onLane());
    return Future.all(consumers.stream().map(MessageConsumer::unregister).toList());
  }
}
