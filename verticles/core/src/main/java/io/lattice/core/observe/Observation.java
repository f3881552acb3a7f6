package io.lattice.core.observe;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one answer tell about it: a fold that anyone who sees them can make. Confined
 * to one answer.
 */
public final class Observation {
  private final LongSupplier ticker;
  private final long startNanos;
  private long firstContentNanos;
  private boolean content;
  private boolean ended;
  private @Nullable String deployment;
  private int attempts;
  private Adaptation adaptation = Adaptation.NONE;
  private @Nullable Usage usage;
  private @Nullable ChatError error;

  /**
   * @param ticker nanoseconds from an arbitrary start
   */
  public Observation(LongSupplier ticker) {
    this.ticker = ticker;
    this.startNanos = ticker.getAsLong();
  }

  /** The next events of the answer. */
  public void see(List<ChatEvent> events) {
    for (ChatEvent event : events) {
      if (event.isContent()) {
        seeContent();
      } else if (event instanceof ChatEvent.UsageReported reported) {
        usage = reported.usage();
      } else if (event instanceof ChatEvent.RouteChosen route) {
        deployment = route.deployment();
        attempts = route.attempts();
        adaptation = Adaptation.NONE;
      } else if (event instanceof ChatEvent.RequestAdapted adapted) {
        adaptation = adapted.adaptation();
      } else if (event instanceof ChatEvent.Terminal terminal) {
        seeEnd(terminal);
      }
    }
  }

  private void seeContent() {
    if (!content) {
      content = true;
      firstContentNanos = ticker.getAsLong() - startNanos;
    }
  }

  private void seeEnd(ChatEvent.Terminal terminal) {
    ended = true;
    if (terminal instanceof ChatEvent.MessageFailed failed) {
      error = failed.error();
      usage = failed.usage() == null ? usage : failed.usage();
    }
  }

  /** The answer failed for a reason that none of its events tells. Without effect after its end. */
  public void fail(ChatError reason) {
    if (!ended) {
      ended = true;
      error = reason;
    }
  }

  /** Nanoseconds since the observation began. */
  public long elapsedNanos() {
    return ticker.getAsLong() - startNanos;
  }

  /** When it began, by the ticker. */
  public long startNanos() {
    return startNanos;
  }

  public boolean hasContent() {
    return content;
  }

  /** Nanoseconds until the first content; meaningful only where there was some. */
  public long firstContentNanos() {
    return firstContentNanos;
  }

  public boolean hasEnded() {
    return ended;
  }

  /** The deployment that was chosen last, or null before any attempt. */
  public @Nullable String deployment() {
    return deployment;
  }

  public int attempts() {
    return attempts;
  }

  /** How the request that the last deployment got differs from the caller's. */
  public Adaptation adaptation() {
    return adaptation;
  }

  public @Nullable Usage usage() {
    return usage;
  }

  /** Why it failed, or null while it has not. */
  public @Nullable ChatError error() {
    return error;
  }
}
