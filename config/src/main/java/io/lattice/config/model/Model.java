package io.lattice.config.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for by name.
 *
 * @param name the logical name
 * @param deployments where it runs, in the order of the file; those that stand in for it come last
 *     and have another {@code model}
 * @param capabilities what at least one of its own deployments can do
 * @param status where it is in its life
 * @param replacement the model to use instead of a retired or deprecated one; null when none is
 *     known
 * @param retiredOn the day it ends or ended, {@code 2026-05-14} or {@code 2026-05}; null when not
 *     known
 * @param aliases other names for it
 */
public record Model(
    String name,
    List<Deployment> deployments,
    Set<Capability> capabilities,
    ModelStatus status,
    @Nullable String replacement,
    @Nullable String retiredOn,
    List<String> aliases) {

  /** Copies the collections. */
  public Model {
    deployments = List.copyOf(deployments);
    capabilities = Capability.ordered(capabilities);
    aliases = List.copyOf(aliases);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a model has a name");
    }
  }

  /** An active model that can do what its deployments can, without aliases. */
  public static Model of(String name, List<Deployment> deployments) {
    return new Model(
        name, deployments, union(deployments), ModelStatus.ACTIVE, null, null, List.of());
  }

  /** What at least one of the deployments can do. */
  public static Set<Capability> union(List<Deployment> deployments) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    deployments.forEach(deployment -> all.addAll(deployment.capabilities()));
    return all;
  }

  /** Whether its provider has switched it off. */
  public boolean isRetired() {
    return status == ModelStatus.RETIRED;
  }

  /** The same model with other deployments behind it; what it can do stays. */
  public Model withDeployments(List<Deployment> others) {
    return new Model(name, others, capabilities, status, replacement, retiredOn, aliases);
  }
}
