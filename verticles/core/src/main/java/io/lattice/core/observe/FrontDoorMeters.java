package io.lattice.core.observe;

import io.lattice.api.chat.ErrorKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one HTTP face: its requests as the client saw them, refused ones included. Confined
 * to one event loop; several of one face add up.
 */
public final class FrontDoorMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(300)
  };

  private final MeterRegistry registry;
  private final String face;
  private final Map<String, Counter> requests = new HashMap<>();
  private final Timer whole;
  private final Timer streamed;
  private final Timer firstContent;
  private final AtomicInteger inFlight;

  /**
   * @param face the name of its dialect
   */
  public FrontDoorMeters(Metrics metrics, String face) {
    this.registry = metrics.registry();
    this.face = face;
    this.whole = duration(false);
    this.streamed = duration(true);
    this.firstContent =
        Timer.builder("lattice.time.to.first.content")
            .description("from a request's last byte to the first content of its answer")
            .tag("face", face)
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    this.inFlight = metrics.shared("lattice.requests.in.flight", "face", face);
  }

  private Timer duration(boolean streaming) {
    return Timer.builder("lattice.request.duration")
        .description("from a request's last byte to its answer's last byte")
        .tag("face", face)
        .tag("streamed", String.valueOf(streaming))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** A request arrived. */
  public void began() {
    inFlight.incrementAndGet();
  }

  /** A request that arrived was refused before anyone was asked. */
  public void refused(ErrorKind kind) {
    inFlight.decrementAndGet();
    count(kind);
  }

  /** A request that arrived was answered, or its client left. */
  public void answered(boolean streaming, Observation seen) {
    inFlight.decrementAndGet();
    count(seen.error() == null ? null : seen.error().kind());
    (streaming ? streamed : whole).record(seen.elapsedNanos(), TimeUnit.NANOSECONDS);
    if (seen.hasContent()) {
      firstContent.record(seen.firstContentNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void count(@Nullable ErrorKind kind) {
    requests.computeIfAbsent(RequestRecord.outcomeOf(kind), this::requestsThatWent).increment();
  }

  private Counter requestsThatWent(String outcome) {
    return Counter.builder("lattice.requests")
        .description("requests over HTTP by how they went")
        .tag("face", face)
        .tag("outcome", outcome)
        .register(registry);
  }
}
