package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.cluster.ClusterOptions;
import io.lattice.cluster.ClusteredVertx;
import io.lattice.cluster.MemberAddress;
import io.lattice.config.BridgeSettings;
import io.lattice.config.ClusterSettings;
import io.lattice.config.LatticeConfig;
import io.lattice.config.NodeSettings;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.ModelRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a whole node tells of its providers. */
class ProviderChecksTest {
  private static final String CLUSTER = "checks";
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  @Test
  void aNodeIsReadyAndTellsWhichOfItsProvidersItReaches() throws Exception {
    // given
    NodeAssembly node =
        NodeAssembly.start(
                config(provider("guide", "embedded", null), provider("far", "openai", NOBODY)),
                Set.of(),
                "test")
            .await(60, TimeUnit.SECONDS);
    try {
      // when
      HttpResponse<String> plain = get(node, "/health/ready");
      HttpResponse<String> verbose = get(node, "/health/ready?verbose");
      // then
      assertThat(plain.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(plain.body()).containsKey("checks")).isFalse();
      assertThat(verbose.statusCode()).isEqualTo(200);
      JsonArray checks = new JsonObject(verbose.body()).getJsonArray("checks");
      assertThat(checks.getJsonObject(0).getString("provider")).isEqualTo("guide");
      assertThat(checks.getJsonObject(0).getBoolean("reachable")).isTrue();
      assertThat(checks.getJsonObject(1).getBoolean("reachable")).isFalse();
      assertThat(checks.getJsonObject(1).getString("problem"))
          .isEqualTo("provider 'far' refused the connection");
    } finally {
      node.stop().await(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void tellsTheSameOnTheBus() throws Exception {
    // given
    NodeAssembly node =
        NodeAssembly.start(
                config(provider("guide", "embedded", null), provider("far", "openai", NOBODY)),
                Set.of(),
                "test")
            .await(60, TimeUnit.SECONDS);
    ClusteredVertx neighbour = neighbourOf(node);
    try {
      // when
      JsonObject plain = onBus(neighbour, new JsonObject());
      JsonObject checked = onBus(neighbour, new JsonObject().put("check", true));
      // then
      assertThat(plain.containsKey("checks")).isFalse();
      assertThat(checked.getJsonArray("checks"))
          .isEqualTo(
              new JsonArray(
                  """
                  [{"provider": "guide", "regions": [], "credential": "none", "reachable": true,
                    "problem": null, "latencyMillis": 0, "models": {"found": [], "missing": []},
                    "headroom": []},
                   {"provider": "far", "regions": [], "credential": "none", "reachable": false,
                    "problem": "provider 'far' refused the connection", "latencyMillis": %d}]
                  """
                      .formatted(
                          checked
                              .getJsonArray("checks")
                              .getJsonObject(1)
                              .getLong("latencyMillis"))));
    } finally {
      neighbour.close().await(60, TimeUnit.SECONDS);
      node.stop().await(60, TimeUnit.SECONDS);
    }
  }

  private static JsonObject onBus(ClusteredVertx neighbour, JsonObject question) throws Exception {
    return neighbour
        .vertx()
        .eventBus()
        .<JsonObject>request("lattice.health", question)
        .map(reply -> reply.body())
        .await(60, TimeUnit.SECONDS);
  }

  /** A node of the same cluster that runs nothing. */
  private static ClusteredVertx neighbourOf(NodeAssembly node) throws Exception {
    MemberAddress member = MemberAddress.parse(node.nodes().snapshot().local().host());
    return ClusteredVertx.start(
            new VertxOptions(),
            new ClusterOptions(
                CLUSTER, "127.0.0.1", 0, 0, List.of(member), null, Set.of(), "test", false))
        .await(60, TimeUnit.SECONDS);
  }

  private static HttpResponse<String> get(NodeAssembly node, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d%s".formatted(node.httpPort(), path)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static ProviderSettings provider(String name, String kind, @Nullable URI base) {
    return new ProviderSettings(
        name, kind, 1, List.of(), List.of(), null, base, Map.of(), List.of(), Map.of(), null);
  }

  private static LatticeConfig config(ProviderSettings... providers) {
    LatticeConfig defaults = LatticeConfig.of(List.of(providers), ModelRegistry.EMPTY);
    BridgeSettings bridge = BridgeSettings.DEFAULTS;
    return new LatticeConfig(
        new NodeSettings(null, null, 1),
        new ClusterSettings("127.0.0.1", 0, List.of(), CLUSTER),
        new BridgeSettings(
            "127.0.0.1",
            0,
            true,
            bridge.maxBodyBytes(),
            bridge.maxJsonDepth(),
            bridge.maxEmbeddingInputs(),
            bridge.headerTimeout(),
            bridge.bodyTimeout(),
            bridge.idleTimeout(),
            bridge.keepAliveInterval(),
            bridge.holdHeaders(),
            bridge.writeTimeout()),
        defaults.timeouts(),
        defaults.retry(),
        defaults.circuit(),
        defaults.stream(),
        defaults.shutdown(),
        defaults.upstream(),
        defaults.providers(),
        defaults.models(),
        List.of(),
        "checks");
  }
}
