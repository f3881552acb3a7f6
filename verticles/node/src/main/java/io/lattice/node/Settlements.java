package io.lattice.node;

import io.lattice.core.observe.ChatMeters;
import io.lattice.core.observe.RequestLog;
import io.lattice.core.observe.RequestRecord;
import io.lattice.core.route.Settlement;
import java.util.function.Consumer;

/** Tells the log and the meters how a request ended. One for each lane. */
final class Settlements implements Consumer<Settlement> {
  private final ChatMeters meters;

  Settlements(ChatMeters meters) {
    this.meters = meters;
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
            end.totalCost());
    RequestLog.write(record);
    meters.settled(record);
  }
}
