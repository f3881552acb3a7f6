package io.lattice.node;

import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.Lane;
import io.lattice.api.stream.StreamOptions;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One event loop and all that runs on it: every request that stays on its node stays on its thread,
 * because waking another one costs more than everything else a gateway does to a chunk.
 */
final class LaneVerticle extends VerticleBase {
  private final String node;
  private final int number;
  private final StreamOptions streams;
  private final LongSupplier ticker;
  private final Function<Lane, List<Deployable>> residents;
  private final List<Deployable> deployed = new ArrayList<>();
  private @Nullable Inbox inbox;

  /**
   * @param residents what runs on the lane, in the order in which it starts
   */
  LaneVerticle(
      String node,
      int number,
      StreamOptions streams,
      LongSupplier ticker,
      Function<Lane, List<Deployable>> residents) {
    this.node = node;
    this.number = number;
    this.streams = streams;
    this.ticker = ticker;
    this.residents = residents;
  }

  @Override
  public Future<?> start() {
    return Inbox.open(vertx, Integer.toString(number), streams, ticker)
        .compose(
            opened -> {
              inbox = opened;
              return deployAll(residents.apply(new Lane(node, number, opened)));
            });
  }

  private Future<Void> deployAll(List<Deployable> all) {
    Future<Void> ready = Future.succeededFuture();
    for (Deployable each : all) {
      ready = ready.compose(before -> deploy(each));
    }
    return ready;
  }

  private Future<Void> deploy(Deployable each) {
    try {
      return each.deploy(context).onSuccess(ready -> deployed.add(each)).mapEmpty();
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  /** Starts one more resident. May be called on any thread. */
  Future<Void> add(Function<Lane, Deployable> resident) {
    return onLane(
        opened -> deploy(resident.apply(new Lane(node, number, opened))), Future.succeededFuture());
  }

  /** Ends every stream with a node that left. May be called on any thread. */
  void nodeLeft(String other) {
    context.runOnContext(
        ignored -> {
          if (inbox != null) {
            inbox.nodeLeft(other);
          }
        });
  }

  /** How many streams live in its inbox. May be called on any thread. */
  Future<Integer> liveStreams() {
    return onLane(
        opened -> Future.succeededFuture(opened.liveStreams()), Future.succeededFuture(0));
  }

  private <T> Future<T> onLane(Function<Inbox, Future<T>> task, Future<T> otherwise) {
    Context own = context;
    return Future.future(
        done ->
            own.runOnContext(
                ignored -> (inbox == null ? otherwise : task.apply(inbox)).onComplete(done)));
  }

  @Override
  public Future<?> stop() {
    List<Deployable> last = new ArrayList<>(deployed);
    Collections.reverse(last);
    Future<Void> stopped = Future.succeededFuture();
    for (Deployable each : last) {
      stopped = stopped.eventually(() -> undeploy(each));
    }
    return stopped.eventually(() -> inbox == null ? Future.succeededFuture() : inbox.close());
  }

  private Future<?> undeploy(Deployable each) {
    try {
      return each.undeploy(context);
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
