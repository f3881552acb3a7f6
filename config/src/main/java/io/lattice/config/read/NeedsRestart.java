package io.lattice.config.read;

import io.lattice.config.LatticeConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The keys that a running node cannot change: its identity, its cluster, and what its bridge, its
 * streams and its connections to providers are made with.
 */
final class NeedsRestart {

  private static final Map<String, Function<LatticeConfig, Object>> KEYS = new LinkedHashMap<>();

  static {
    KEYS.put("node.name", config -> String.valueOf(config.node().name()));
    KEYS.put("node.region", config -> String.valueOf(config.node().region()));
    KEYS.put("node.lanes", config -> config.node().lanes());
    KEYS.put("cluster.host", config -> config.cluster().host());
    KEYS.put("cluster.port", config -> config.cluster().port());
    KEYS.put("cluster.members", config -> config.cluster().members());
    KEYS.put("cluster.name", config -> config.cluster().name());
    KEYS.put("bridge.host", config -> config.bridge().host());
    KEYS.put("bridge.port", config -> config.bridge().port());
    KEYS.put("bridge.enabled", config -> config.bridge().enabled());
    KEYS.put("bridge.max_body", config -> config.bridge().maxBodyBytes());
    KEYS.put("bridge.header_timeout", config -> config.bridge().headerTimeout());
    KEYS.put("bridge.body_timeout", config -> config.bridge().bodyTimeout());
    KEYS.put("bridge.idle_timeout", config -> config.bridge().idleTimeout());
    KEYS.put("bridge.keep_alive_interval", config -> config.bridge().keepAliveInterval());
    KEYS.put("bridge.hold_headers", config -> config.bridge().holdHeaders());
    KEYS.put("bridge.write_timeout", config -> config.bridge().writeTimeout());
    KEYS.put("callers", config -> config.callers());
    KEYS.put("timeouts.accept", config -> config.timeouts().accept());
    KEYS.put("stream.credit_frames", config -> config.stream().creditFrames());
    KEYS.put("stream.credit", config -> config.stream().creditBytes());
    KEYS.put("stream.ping", config -> config.stream().ping());
    KEYS.put("stream.dead", config -> config.stream().dead());
    KEYS.put("upstream", config -> config.upstream());
  }

  private NeedsRestart() {}

  /** Those in which what is said now differs from what the node was started with. */
  static List<String> between(LatticeConfig started, LatticeConfig now) {
    return KEYS.entrySet().stream()
        .filter(key -> !key.getValue().apply(started).equals(key.getValue().apply(now)))
        .map(Map.Entry::getKey)
        .toList();
  }
}
