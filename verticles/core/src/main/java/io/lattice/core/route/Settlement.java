package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.config.model.Deployment;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import io.lattice.core.usage.Costs;
import io.lattice.core.usage.ToldCost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended. There is one for every request, whatever happens.
 *
 * @param deployment the last that was tried, or null where none was
 * @param provider its provider, or null
 * @param region its region, or null
 * @param attempts how many were made
 * @param failure null for success
 * @param firstContent until the caller was shown something, or null where it never was
 * @param usage of the last attempt, which the caller was told; null where its provider did not
 *     begin to answer
 * @param cost of the last attempt, at the price of its deployment when it was asked; null where
 *     there is no usage
 * @param toldCostUsd what its provider says that it cost, to check the price by; usually null
 * @param lost what attempts before the last used, whose answer nobody got: providers bill for it
 *     too
 * @param tags the caller's own, for allocating costs
 */
public record Settlement(
    String requestId,
    String caller,
    String model,
    boolean streamed,
    @Nullable String deployment,
    @Nullable String provider,
    @Nullable String region,
    int attempts,
    @Nullable ErrorKind failure,
    Duration duration,
    @Nullable Duration firstContent,
    @Nullable Usage usage,
    @Nullable Cost cost,
    @Nullable BigDecimal toldCostUsd,
    List<Charge> lost,
    List<String> tags) {

  /** Copies the lists. */
  public Settlement {
    lost = List.copyOf(lost);
    tags = List.copyOf(tags);
  }

  /** What all lost attempts used together, or null where none used anything. */
  public @Nullable Usage lostUsage() {
    return lost.stream().map(Charge::usage).reduce(Usage::plus).orElse(null);
  }

  /** What all attempts used together, or null where no provider began to answer. */
  public @Nullable Usage totalUsage() {
    Usage before = lostUsage();
    return usage == null ? before : before == null ? usage : usage.plus(before);
  }

  /** What every attempt used and cost, the lost ones first. */
  public List<Charge> charges() {
    List<Charge> charges = new ArrayList<>(lost);
    if (deployment != null && usage != null && cost != null) {
      charges.add(new Charge(deployment, usage, cost));
    }
    return charges;
  }

  /**
   * @param attempts all that were made, in order
   */
  static Settlement of(
      ChatCall call,
      List<Attempt> attempts,
      @Nullable ErrorKind failure,
      Duration duration,
      @Nullable Duration firstContent) {
    Attempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    Usage usage = last == null ? null : last.usage.usage(call);
    Deployment deployment = last == null ? null : last.candidate.deployment();
    return new Settlement(
        call.requestId(),
        call.caller(),
        call.model(),
        call.streamed(),
        deployment == null ? null : deployment.id(),
        deployment == null ? null : deployment.provider(),
        deployment == null ? null : deployment.region(),
        last == null ? 0 : last.number,
        failure,
        duration,
        firstContent,
        usage,
        usage == null || last == null ? null : costOf(last, usage),
        usage == null ? null : ToldCost.of(usage),
        last == null ? List.of() : lost(call, attempts.subList(0, attempts.size() - 1)),
        call.hints().tags());
  }

  private static Cost costOf(Attempt attempt, Usage usage) {
    return Costs.of(usage, attempt.candidate.deployment().pricing(), attempt.began);
  }

  private static List<Charge> lost(ChatCall call, List<Attempt> attempts) {
    List<Charge> lost = new ArrayList<>();
    for (Attempt attempt : attempts) {
      Usage usage = attempt.usage.usage(call);
      if (usage != null) {
        lost.add(new Charge(attempt.candidate.id(), usage, costOf(attempt, usage)));
      }
    }
    return lost;
  }
}
