package io.lattice.node;

import io.lattice.api.Addresses;
import io.lattice.core.observe.ChatMeters;
import io.lattice.core.observe.RequestLog;
import io.lattice.core.observe.RequestRecord;
import io.lattice.core.observe.UsageFeed;
import io.lattice.core.route.Settlement;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** Tells the log, the meters and the event bus how a request ended. One for each lane. */
final class Settlements implements Consumer<Settlement> {
  private static final long SECOND = 1_000;

  private final ChatMeters meters;
  private final UsageFeed feed;

  /** To be used on one event loop of this Vert.x. */
  Settlements(ChatMeters meters, Vertx vertx) {
    this.meters = meters;
    this.feed =
        new UsageFeed(
            told -> vertx.eventBus().publish(Addresses.USAGE_EVENTS, told),
            task -> vertx.setTimer(SECOND, timer -> task.run()));
  }

  @Override
  public void accept(Settlement end) {
    RequestRecord record =
        new RequestRecord(
            end.requestId(),
            end.caller(),
            end.model(),
            end.deployment(),
            end.provider(),
            end.region(),
            end.attempts(),
            end.failure(),
            end.duration(),
            end.firstContent(),
            end.totalUsage(),
            end.lostUsage(),
            end.charges(),
            end.toldCostUsd(),
            end.tags());
    RequestLog.write(record);
    meters.settled(record);
    feed.settled(record);
  }
}
