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
 * What an answer used: the provider's own count, or an estimate where it gave none, which is marked
 * and never 0 for something. Confined to one attempt.
 */
final class UsageTap {
  private final TokenEstimate estimate;
  private final OutputEstimate output = new OutputEstimate();
  private boolean heard;
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
        reported = usage.usage();
      } else if (event instanceof ChatEvent.MessageFailed failed && failed.usage() != null) {
        reported = failed.usage();
      } else {
        output.add(event);
      }
    }
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
    if (reported != null || !heard) {
      return reported;
    }
    if (estimated == null) {
      estimated =
          Usage.estimated(InputEstimate.of(call.payload(), estimate), output.tokens(estimate));
    }
    return estimated;
  }
}
