package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.usage.InputEstimate;
import io.lattice.core.usage.OutputEstimate;
import io.lattice.core.usage.TokenEstimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used: the provider's last count, or an estimate where it gave none, which is
 * marked and never 0 for something. Of an answer that breaks off after a count the output is
 * estimated too. Confined to one attempt.
 */
final class UsageTap {
  private final TokenEstimate estimate;
  private final OutputEstimate output = new OutputEstimate();
  private boolean heard;
  private boolean ended;
  private boolean saidSinceCount;
  private @Nullable Usage reported;
  private @Nullable Usage estimated;

  UsageTap(TokenEstimate estimate) {
    this.estimate = estimate;
  }

  void add(List<ChatEvent> events) {
    estimated = null;
    for (ChatEvent event : events) {
      heard |= isTheProviders(event);
      if (event instanceof ChatEvent.UsageReported usage) {
        count(usage.usage());
      } else if (event instanceof ChatEvent.MessageFailed failed && failed.usage() != null) {
        count(failed.usage());
      } else {
        output.add(event);
        saidSinceCount |= event.isContent();
        ended |= event instanceof ChatEvent.MessageEnded;
      }
    }
  }

  /** Counts are of the whole answer so far: the last is the one, and none is added to another. */
  private void count(Usage usage) {
    reported = usage;
    saidSinceCount = false;
  }

  /** That a request was adapted is told before anybody is asked. */
  private static boolean isTheProviders(ChatEvent event) {
    return !(event instanceof ChatEvent.Terminal || event instanceof ChatEvent.RequestAdapted);
  }

  boolean isReported() {
    return reported != null;
  }

  /**
   * The usage so far, or null where the provider has not begun to answer: that costs nothing. What
   * is told twice is estimated once.
   */
  @Nullable Usage usage(ChatCall call) {
    if (!heard || (reported != null && (ended || !saidSinceCount))) {
      return reported;
    }
    if (estimated == null) {
      long said = output.tokens(estimate);
      estimated =
          reported == null
              ? Usage.estimated(InputEstimate.of(call.payload(), estimate), said)
              : reported.withEstimatedOutput(said);
    }
    return estimated;
  }
}
