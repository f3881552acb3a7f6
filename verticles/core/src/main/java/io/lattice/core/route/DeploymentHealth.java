package io.lattice.core.route;

import io.lattice.config.CircuitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What this node thinks of every deployment. Shared by all lanes: each command replaces one
 * immutable value in one atomic step, and none blocks.
 */
public final class DeploymentHealth {

  private final ConcurrentMap<String, Health> known = new ConcurrentHashMap<>();
  private final Supplier<CircuitSettings> settings;
  private final RandomGenerator random;
  private final Consumer<HealthChange> listener;

  /**
   * @param settings asked at every command, so that a reload counts at once
   * @param random safe for use by several threads
   * @param listener told of every change of opinion that a call's end brings, on the thread of the
   *     command; what time alone brings is told to nobody
   */
  public DeploymentHealth(
      Supplier<CircuitSettings> settings, RandomGenerator random, Consumer<HealthChange> listener) {
    this.settings = settings;
    this.random = random;
    this.listener = listener;
  }

  /** What is thought at a moment, for a plan or a failover. */
  public Verdicts at(Instant now) {
    return deployment -> known.getOrDefault(deployment, Health.UNKNOWN).verdict(now);
  }

  /**
   * Takes the one probe of a half-open circuit. False where there is none to be had: somebody else
   * has it, or the deployment is not half-open any more; then choose anew, by fresh verdicts.
   *
   * <p>Whoever takes it reports how the call ended, as for any call. If nobody does, another may be
   * taken after the time for which a circuit first opens.
   */
  public boolean probe(String deployment, Instant now) {
    boolean[] taken = new boolean[1];
    known.computeIfPresent(
        deployment,
        (id, before) -> {
          taken[0] = before.verdict(now) instanceof Verdict.HalfOpen;
          return taken[0] ? before.probed(now, settings.get()) : before;
        });
    return taken[0];
  }

  /**
   * The answer's own end was seen.
   *
   * @param began when the attempt began
   */
  public void succeeded(String deployment, Instant began, Instant now) {
    change(deployment, now, health -> after(health, Outcome.SUCCESS, began, now));
  }

  /**
   * An attempt failed. Counts what is the deployment's fault, and lets it rest where it asked to.
   *
   * @param began when the attempt began
   */
  public void failed(Failure failure, Instant began, Instant now) {
    Rest rest = failure.rest(now, settings.get());
    change(
        failure.candidate().deployment().id(),
        now,
        health -> after(health, failure.outcome(), began, now).resting(rest));
  }

  /** The caller went away; a probe is free again. */
  public void cancelled(String deployment, Instant began, Instant now) {
    change(deployment, now, health -> after(health, Outcome.IGNORED, began, now));
  }

  /** Lets a deployment rest, as its provider asked. Never shortens a rest. */
  public void rest(String deployment, Duration wish, Instant now) {
    Rest rest = Rest.asked(wish, now);
    change(deployment, now, health -> health.resting(rest));
  }

  /** Forgets every deployment but these, after a reload. */
  public void retain(Set<String> deployments) {
    known.keySet().retainAll(deployments);
  }

  private Health after(Health health, Outcome outcome, Instant began, Instant now) {
    return health.after(outcome, began, now, settings.get(), random.nextDouble());
  }

  private void change(String deployment, Instant now, UnaryOperator<Health> step) {
    Verdict[] opinions = new Verdict[2];
    known.compute(
        deployment,
        (id, known) -> {
          Health before = known == null ? Health.UNKNOWN : known;
          Health after = step.apply(before);
          opinions[0] = before.verdict(now);
          opinions[1] = after.verdict(now);
          return after;
        });
    if (!opinions[0].equals(opinions[1])) {
      listener.accept(new HealthChange(deployment, opinions[0], opinions[1], now));
    }
  }
}
