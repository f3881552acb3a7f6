package io.lattice.core.observe;

import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What one request used and cost, in JSON. Amounts are decimals in strings, since they are exact.
 */
final class UsageReport {
  private UsageReport() {}

  static JsonObject of(RequestRecord record) {
    JsonArray charges = new JsonArray();
    record.charges().forEach(charge -> charges.add(of(charge)));
    JsonObject report =
        new JsonObject()
            .put("request_id", record.requestId())
            .put("caller", record.caller())
            .put("model", record.model())
            .put("outcome", record.outcome())
            .put("tags", new JsonArray(record.tags()))
            .put("charges", charges);
    if (record.toldCostUsd() != null) {
      report.put("told_cost_usd", record.toldCostUsd().toPlainString());
    }
    return withCost(report, record.cost());
  }

  private static JsonObject of(Charge charge) {
    return withCost(
        new JsonObject().put("deployment", charge.deployment()).put("usage", of(charge.usage())),
        charge.cost());
  }

  private static JsonObject of(Usage usage) {
    JsonObject tokens =
        new JsonObject()
            .put("input_tokens", usage.inputTokens())
            .put("output_tokens", usage.outputTokens());
    for (TokenPart part : TokenPart.values()) {
      tokens.put(part.word() + "_tokens", part.of(usage));
    }
    return tokens.put("source", TokenPart.sourceOf(usage));
  }

  private static JsonObject withCost(JsonObject into, @Nullable Cost cost) {
    if (cost instanceof Cost.Known known) {
      return into.put("cost_usd", known.usd().toPlainString());
    }
    return cost instanceof Cost.Unknown unknown
        ? into.put("cost_unknown", unknown.reason().word())
        : into;
  }
}
