package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.Need;
import io.lattice.cluster.Node;
import io.lattice.cluster.NodeView;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Questions of every kind: small worlds in which everything that can be wrong often is. */
final class Questions {

  static final List<String> REGIONS = List.of("eu", "us", "ap");
  private static final List<String> PROVIDERS = List.of("openai", "azure", "bedrock", "vertex");

  private final Random random;

  private Questions(Random random) {
    this.random = random;
  }

  static Arbitrary<Question> any() {
    return Arbitraries.randomValue(random -> new Questions(random).question());
  }

  private Question question() {
    List<ProviderSettings> providers = PROVIDERS.stream().map(this::provider).toList();
    List<Deployment> deployments = new ArrayList<>();
    for (String provider : PROVIDERS) {
      for (String region : REGIONS) {
        if (random.nextInt(3) == 0) {
          deployments.add(deployment(provider, region));
        }
      }
      if (random.nextInt(3) == 0) {
        deployments.add(deployment(provider, null));
      }
    }
    return new Question(
        call(),
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(4) * 1_000L),
        Samples.config(providers, deployments.toArray(Deployment[]::new)),
        nodes(),
        verdicts(deployments),
        Samples.NOW,
        random.nextLong());
  }

  /** Cycles of stand-ins are among them. */
  private ProviderSettings provider(String name) {
    return random.nextInt(6) == 0
        ? Samples.lacking(name, "it lacks a key")
        : Samples.provider(name, 1, some(PROVIDERS, 5).toArray(String[]::new));
  }

  private Deployment deployment(String provider, @Nullable String region) {
    Set<Capability> capabilities =
        random.nextBoolean()
            ? Set.of(Capability.values())
            : Set.copyOf(some(List.of(Capability.values()), 2));
    Integer window = random.nextBoolean() ? null : random.nextInt(4) * 1_000;
    return Samples.deployment(
        provider, Samples.MODEL, region, 1 + random.nextInt(3), capabilities, window);
  }

  private ChatCall call() {
    String region = random.nextInt(3) == 0 ? REGIONS.get(random.nextInt(REGIONS.size())) : null;
    return Samples.call(
        new Hints(region, List.of(), null, false),
        some(List.of(Need.values()), 8).toArray(Need[]::new));
  }

  private NodeView nodes() {
    List<Node> nodes = new ArrayList<>();
    for (String id : List.of("here", "there", "far")) {
      Node node =
          Samples.node(
              id,
              random.nextBoolean() ? null : REGIONS.get(random.nextInt(REGIONS.size())),
              some(PROVIDERS, 2).toArray(String[]::new));
      nodes.add(random.nextInt(4) == 0 ? Samples.draining(node) : node);
    }
    return new NodeView(nodes);
  }

  private Verdicts verdicts(List<Deployment> deployments) {
    Map<String, Verdict> known = new HashMap<>();
    deployments.forEach(each -> known.put(each.id(), verdict()));
    return Samples.verdicts(known);
  }

  private Verdict verdict() {
    Duration left = Duration.ofSeconds(1L + random.nextInt(100));
    return switch (random.nextInt(6)) {
      case 0 -> new Verdict.HalfOpen();
      case 1 -> Samples.openFor(left);
      case 2 -> Samples.askedToRestFor(left);
      case 3 -> new Verdict.Resting(Samples.NOW.plus(left), false);
      default -> new Verdict.Healthy();
    };
  }

  /** Each with a chance of one in so many. */
  private <T> List<T> some(List<T> all, int oneIn) {
    return all.stream().filter(each -> random.nextInt(oneIn) == 0).collect(Collectors.toList());
  }
}
