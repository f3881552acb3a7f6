package io.lattice.core.observe;

import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one request at its end.
 *
 * @param model the logical name, or empty where the request was refused before it was read
 * @param deployment the registry's id of who answered last, or null before any attempt
 * @param provider who answered last, or null where the writer does not know
 * @param region where it was answered, or null where the writer does not know
 * @param attempts how many were made, 0 before any
 * @param errorKind null where it succeeded
 * @param firstContent how long the first content took, or null where there was none
 * @param usage what it used in all, or null where nothing is known
 * @param lostUsage the part of it that attempts used whose answer nobody got, or null where none
 *     did
 * @param charges of every attempt that used something, the lost ones first
 * @param toldCostUsd what the provider who answered last says that it cost, or null
 * @param tags the caller's own, for allocating costs
 */
public record RequestRecord(
    String requestId,
    String caller,
    String model,
    @Nullable String deployment,
    @Nullable String provider,
    @Nullable String region,
    int attempts,
    @Nullable ErrorKind errorKind,
    Duration duration,
    @Nullable Duration firstContent,
    @Nullable Usage usage,
    @Nullable Usage lostUsage,
    List<Charge> charges,
    @Nullable BigDecimal toldCostUsd,
    List<String> tags) {

  public RequestRecord {
    charges = List.copyOf(charges);
    tags = List.copyOf(tags);
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(duration, "duration");
  }

  /** A request that was refused before anyone was asked. */
  public static RequestRecord refused(
      String requestId, String caller, ErrorKind kind, Duration duration) {
    return new RequestRecord(
        requestId, caller, "", null, null, null, 0, kind, duration, null, null, null, List.of(),
        null, List.of());
  }

  /** What an observation saw of a request. */
  public static RequestRecord of(
      String requestId,
      String caller,
      String model,
      @Nullable String provider,
      @Nullable String region,
      Observation seen) {
    return new RequestRecord(
        requestId,
        caller,
        model,
        seen.deployment(),
        provider,
        region,
        seen.attempts(),
        seen.error() == null ? null : seen.error().kind(),
        Duration.ofNanos(seen.elapsedNanos()),
        seen.hasContent() ? Duration.ofNanos(seen.firstContentNanos()) : null,
        seen.usage(),
        null,
        List.of(),
        null,
        List.of());
  }

  /**
   * What all attempts cost together, or null where none used anything; unknown where that of any
   * is.
   */
  public @Nullable Cost cost() {
    return charges.stream().map(Charge::cost).reduce(Cost::plus).orElse(null);
  }

  /** One word for how it went: {@code ok}, or the kind of its failure in lower case. */
  public String outcome() {
    return outcomeOf(errorKind);
  }

  static String outcomeOf(@Nullable ErrorKind kind) {
    return kind == null ? "ok" : kind.name().toLowerCase(Locale.ROOT);
  }
}
