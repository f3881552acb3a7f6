package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.Addresses;
import io.lattice.api.chat.Usage;
import io.lattice.core.observe.ChatMeters;
import io.lattice.core.observe.Metrics;
import io.lattice.core.route.Settlement;
import io.lattice.core.testing.Patience;
import io.lattice.core.usage.Cost;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlementsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
    vertx.close().await();
  }

  @Test
  void whatARequestCostIsPublishedAndCounted() {
    // given
    Queue<JsonObject> heard = new ConcurrentLinkedQueue<>();
    vertx.eventBus().<JsonObject>consumer(Addresses.USAGE_EVENTS, told -> heard.add(told.body()));
    Settlement settlement =
        new Settlement(
            "id",
            "ann",
            "m",
            false,
            "d",
            "openai",
            null,
            1,
            null,
            Duration.ofMillis(7),
            null,
            Usage.counted(3, 4),
            new Cost.Known(new BigDecimal("0.5")),
            null,
            List.of(),
            List.of("team-a"));
    // when
    vertx.runOnContext(loop -> new Settlements(new ChatMeters(metrics), vertx).accept(settlement));
    // then
    Patience.await("the usage on the bus").until(() -> !heard.isEmpty());
    JsonObject told = heard.element().getJsonArray("requests").getJsonObject(0);
    assertThat(told.getString("cost_usd")).isEqualTo("0.5");
    assertThat(told.getJsonArray("tags")).containsExactly("team-a");
    assertThat(metrics.scrape())
        .contains("lattice_cost_usd_total{deployment=\"d\",usage=\"provider\"} 0.5");
  }
}
