package io.lattice.core.observe;

import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Cost;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meters of chats, whoever asked and by whatever door: how they went, the tokens they used,
 * which of those were lost to attempts whose answer nobody got, and what it all cost. Confined to one event loop; several
 * add up.
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
    counter("lattice.chats", model, "outcome", record.outcome()).increment();
    used("lattice.tokens", model, record.usage());
    used("lattice.tokens.lost", model, record.lostUsage());
    cost(model, record);
  }

  private void cost(String model, RequestRecord record) {
    if (record.cost() instanceof Cost.Known known) {
      counter("lattice.cost.usd", model, "usage", sourceOf(record.usage()))
          .increment(known.usd().doubleValue());
    } else if (record.cost() instanceof Cost.Unknown unknown) {
      counter("lattice.cost.unknown", model, "reason", unknown.reason().word()).increment();
    }
  }

  private static String sourceOf(@Nullable Usage usage) {
    return usage != null && usage.source() == Usage.Source.PROVIDER ? "provider" : "estimated";
  }

  private void used(String name, String model, @Nullable Usage usage) {
    if (usage != null) {
      counter(name, model, "direction", "input").increment((double) usage.inputTokens());
      counter(name, model, "direction", "output").increment((double) usage.outputTokens());
    }
  }

  private Counter counter(String name, String model, String label, String value) {
    return counters.computeIfAbsent(
        name + ' ' + model + ' ' + value,
        key -> Counter.builder(name).tag("model", model).tag(label, value).register(registry));
  }
}
