package io.lattice.core.route;

/** What is thought of each deployment at the moment of a plan, which asks once for each. */
@FunctionalInterface
public interface Verdicts {

  /** Everything is well. */
  Verdicts ALL_HEALTHY = deployment -> new Verdict.Healthy();

  /**
   * @param deployment its id in the registry; one never heard of is healthy
   */
  Verdict of(String deployment);
}
