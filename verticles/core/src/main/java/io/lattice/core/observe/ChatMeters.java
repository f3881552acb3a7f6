package io.lattice.core.observe;

import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meters of chats, whoever asked and by whatever door: how they went, the tokens they used,
 * which of those were lost to attempts whose answer nobody got, and what it all cost, in USD.
 * Confined to one event loop; several add up.
 */
public final class ChatMeters {
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new HashMap<>();

  public ChatMeters(Metrics metrics) {
    this.registry = metrics.registry();
  }

  /** A chat came to its end. */
  public void settled(RequestRecord record) {
    // A model that nobody was asked for may be a name that the caller made up.
    String model = record.deployment() == null ? OTHER : record.model();
    of("lattice.chats", model, "outcome", record.outcome()).increment();
    used("lattice.tokens", model, record.usage());
    used("lattice.tokens.lost", model, record.lostUsage());
    parts(model, record.usage());
    record.charges().forEach(this::charged);
  }

  /** By deployment, whose price it is: attempts of one request may cost at several. */
  private void charged(Charge charge) {
    if (charge.cost() instanceof Cost.Known known) {
      counter(
              "lattice.cost.usd",
              Tags.of(
                  "deployment", charge.deployment(), "usage", TokenPart.sourceOf(charge.usage())))
          .increment(known.usd().doubleValue());
    } else if (charge.cost() instanceof Cost.Unknown unknown) {
      counter(
              "lattice.cost.unknown",
              Tags.of("deployment", charge.deployment(), "reason", unknown.reason().word()))
          .increment();
    }
  }

  private void used(String name, String model, @Nullable Usage usage) {
    if (usage != null) {
      of(name, model, "direction", "input").increment((double) usage.inputTokens());
      of(name, model, "direction", "output").increment((double) usage.outputTokens());
    }
  }

  private void parts(String model, @Nullable Usage usage) {
    if (usage != null) {
      for (TokenPart part : TokenPart.values()) {
        if (part.of(usage) > 0) {
          of("lattice.tokens.part", model, "part", part.word()).increment((double) part.of(usage));
        }
      }
    }
  }

  private Counter of(String name, String model, String label, String value) {
    return counter(name, Tags.of("model", model, label, value));
  }

  private Counter counter(String name, Tags tags) {
    return counters.computeIfAbsent(
        name + tags, key -> Counter.builder(name).tags(tags).register(registry));
  }
}
