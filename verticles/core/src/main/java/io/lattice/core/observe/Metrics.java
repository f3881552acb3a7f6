package io.lattice.core.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The meters of one node and how Prometheus reads them. Thread-safe; made once a node.
 *
 * <p>Everybody counts with meters looked up once and kept, because a look-up costs more than the
 * count. Labels come from closed sets: faces, kinds of failure, and models that the registry knows.
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, AtomicInteger> gauges = new ConcurrentHashMap<>();
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public Metrics() {
    List<MeterBinder> machine =
        List.of(
            collections,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics());
    machine.forEach(binder -> binder.bindTo(registry));
  }

  /** Where others put meters of their own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** How many clients are connected to the bridge. */
  public AtomicInteger bridgeConnections() {
    return shared("lattice.bridge.connections", "protocol", "http");
  }

  /** A gauge that several may raise and lower; the same one for the same name and label. */
  AtomicInteger shared(String name, String label, String value) {
    return gauges.computeIfAbsent(
        name + ' ' + value,
        key -> registry.gauge(name, Tags.of(label, value), new AtomicInteger()));
  }

  /**
   * Everything in the text format of Prometheus, version 0.0.4. Takes milliseconds: not for an
   * event loop.
   */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
