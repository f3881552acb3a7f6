package io.lattice.config.read;

import static io.lattice.config.tree.Form.DURATION;
import static io.lattice.config.tree.Form.DURATION_OR_NOTHING;
import static io.lattice.config.tree.Form.FLAG;
import static io.lattice.config.tree.Form.TEXT;
import static io.lattice.config.tree.Form.integer;
import static io.lattice.config.tree.Form.size;

import io.lattice.config.BridgeSettings;
import io.lattice.config.CircuitSettings;
import io.lattice.config.ClusterSettings;
import io.lattice.config.NodeSettings;
import io.lattice.config.RetrySettings;
import io.lattice.config.ShutdownSettings;
import io.lattice.config.StreamSettings;
import io.lattice.config.TimeoutSettings;
import io.lattice.config.UpstreamSettings;
import io.lattice.config.tree.Section;
import java.util.List;

/** The sections of {@code lattice.yaml} that become one settings record each. */
final class SettingsSections {

  private static final int KIB = 1024;

  private SettingsSections() {}

  static NodeSettings node(Section s) {
    NodeSettings d = NodeSettings.DEFAULTS;
    String name = s.read("name", TEXT);
    String region = s.read("region", TEXT);
    int lanes = s.read("lanes", integer(0, 256), d.lanes());
    return s.build(() -> new NodeSettings(name, region, lanes), d);
  }

  static ClusterSettings cluster(Section s) {
    ClusterSettings d = ClusterSettings.DEFAULTS;
    String host = s.read("host", TEXT, d.host());
    int port = s.read("port", integer(0, 65_535), d.port());
    List<String> members = s.words("members");
    String name = s.read("name", TEXT, d.name());
    return s.build(() -> new ClusterSettings(host, port, members, name), d);
  }

  static BridgeSettings bridge(Section s) {
    BridgeSettings d = BridgeSettings.DEFAULTS;
    BridgeSettings read =
        new BridgeSettings(
            s.read("host", TEXT, d.host()),
            s.read("port", integer(0, 65_535), d.port()),
            s.read("enabled", FLAG, d.enabled()),
            s.read("max_body", size(KIB), d.maxBodyBytes()),
            s.read("max_json_depth", integer(1, 256), d.maxJsonDepth()),
            s.read("max_embedding_inputs", integer(1, 100_000), d.maxEmbeddingInputs()),
            s.read("header_timeout", DURATION, d.headerTimeout()),
            s.read("body_timeout", DURATION, d.bodyTimeout()),
            s.read("idle_timeout", DURATION, d.idleTimeout()),
            s.read("keep_alive_interval", DURATION, d.keepAliveInterval()),
            s.read("hold_headers", DURATION, d.holdHeaders()),
            s.read("write_timeout", DURATION, d.writeTimeout()));
    return s.build(() -> read, d);
  }

  static TimeoutSettings timeouts(Section s) {
    TimeoutSettings d = TimeoutSettings.DEFAULTS;
    TimeoutSettings read =
        new TimeoutSettings(
            s.read("connect", DURATION, d.connect()),
            s.read("headers", DURATION, d.headers()),
            s.read("first_token", DURATION, d.firstToken()),
            s.read("idle", DURATION, d.idle()),
            s.read("progress", DURATION, d.progress()),
            s.read("total", DURATION, d.total()),
            s.read("accept", DURATION, d.accept()));
    return s.build(() -> read, d);
  }

  static RetrySettings retry(Section s) {
    RetrySettings d = RetrySettings.DEFAULTS;
    var attempts = s.read("attempts", integer(1, RetrySettings.MOST_ATTEMPTS), d.attempts());
    var baseDelay = s.read("base_delay", DURATION, d.baseDelay());
    var maxDelay = s.read("max_delay", DURATION, d.maxDelay());
    var percent = s.read("budget_percent", integer(0, 100), d.budgetPercent());
    var minimum = s.read("budget_minimum", integer(0, 1_000), d.budgetMinimum());
    var retryAfter = s.read("max_retry_after", DURATION_OR_NOTHING, d.maxRetryAfter());
    return s.build(
        () -> new RetrySettings(attempts, baseDelay, maxDelay, percent, minimum, retryAfter), d);
  }

  static CircuitSettings circuit(Section s) {
    CircuitSettings d = CircuitSettings.DEFAULTS;
    var percent = s.read("failure_percent", integer(1, 100), d.failurePercent());
    var calls = s.read("minimum_calls", integer(1, 1_000_000), d.minimumCalls());
    var window = s.read("window", DURATION, d.window());
    var row = s.read("consecutive_failures", integer(1, 1_000_000), d.consecutiveFailures());
    var open = s.read("open", DURATION, d.open());
    var maxOpen = s.read("max_open", DURATION, d.maxOpen());
    var jitter = s.read("jitter_percent", integer(0, 100), d.jitterPercent());
    return s.build(
        () -> new CircuitSettings(percent, calls, window, row, open, maxOpen, jitter), d);
  }

  static StreamSettings stream(Section s) {
    StreamSettings d = StreamSettings.DEFAULTS;
    var frames = s.read("credit_frames", integer(2, 1_000_000), d.creditFrames());
    var bytes = s.read("credit", size(KIB), d.creditBytes());
    var ping = s.read("ping", DURATION, d.ping());
    var dead = s.read("dead", DURATION, d.dead());
    var maxEvent = s.read("max_event", size(KIB), d.maxEventBytes());
    var maxResponse = s.read("max_response", size(KIB), d.maxResponseBytes());
    return s.build(() -> new StreamSettings(frames, bytes, ping, dead, maxEvent, maxResponse), d);
  }

  static ShutdownSettings shutdown(Section s) {
    ShutdownSettings d = ShutdownSettings.DEFAULTS;
    var notReady = s.read("not_ready", DURATION_OR_NOTHING, d.notReady());
    var drain = s.read("drain", DURATION_OR_NOTHING, d.drain());
    return s.build(() -> new ShutdownSettings(notReady, drain), d);
  }

  static UpstreamSettings upstream(Section s) {
    UpstreamSettings d = UpstreamSettings.DEFAULTS;
    var pool = s.read("pool_size", integer(1, 100_000), d.poolSize());
    var queue = s.read("queue_size", integer(0, 100_000), d.queueSize());
    var timeout = s.read("queue_timeout", DURATION, d.queueTimeout());
    var headers = s.read("max_header", size(KIB), d.maxHeaderBytes());
    return s.build(() -> new UpstreamSettings(pool, queue, timeout, headers), d);
  }
}
