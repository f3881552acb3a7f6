package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.Need;
import io.lattice.cluster.Node;
import io.lattice.cluster.NodeView;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelRegistry;
import io.lattice.core.route.Candidate.Standing;
import io.lattice.core.route.Failure.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small values that tests of routing are made of. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final String MODEL = "gpt-4o";

  private Samples() {}

  static ProviderSettings provider(String name, int priority, String... fallbackFor) {
    return new ProviderSettings(
        name,
        "openai-compatible",
        priority,
        List.of(),
        List.of(fallbackFor),
        null,
        null,
        Map.of(),
        List.of(),
        Map.of(),
        null);
  }

  static ProviderSettings lacking(String name, String missing) {
    return new ProviderSettings(
        name,
        "openai-compatible",
        1,
        List.of(),
        List.of(),
        null,
        null,
        Map.of(),
        List.of(),
        Map.of(),
        missing);
  }

  /** A deployment of {@link #MODEL} that can do everything, at priority 1, in no region. */
  static Deployment deployment(String provider) {
    return deployment(provider, MODEL, null, 1, Set.of(Capability.values()), null);
  }

  static Deployment deployment(String provider, @Nullable String region, int priority) {
    return deployment(provider, MODEL, region, priority, Set.of(Capability.values()), null);
  }

  static Deployment deployment(
      String provider,
      String model,
      @Nullable String region,
      int priority,
      Set<Capability> capabilities,
      @Nullable Integer contextWindow) {
    return new Deployment(
        Deployment.id(provider, model, region),
        provider,
        model,
        model,
        region,
        priority,
        capabilities,
        contextWindow,
        null,
        null,
        null,
        Map.of());
  }

  static Deployment textOnly(String provider) {
    return deployment(provider, MODEL, null, 1, EnumSet.of(Capability.TEXT), null);
  }

  /** Everything about a model {@link #MODEL} behind the given deployments. */
  static LatticeConfig config(List<ProviderSettings> providers, Deployment... deployments) {
    return LatticeConfig.of(
        providers, ModelRegistry.of(List.of(Model.of(MODEL, List.of(deployments)))));
  }

  static Node node(String id, @Nullable String region, String... providers) {
    return new Node(id, "127.0.0.1:1", region, Set.of(providers), false, "1", id.equals("here"));
  }

  static Node draining(Node node) {
    return new Node(
        node.id(), node.host(), node.region(), node.providers(), true, "1", node.local());
  }

  static NodeView nodes(Node... nodes) {
    return new NodeView(List.of(nodes));
  }

  static ChatCall call(Hints hints, Need... needs) {
    return new ChatCall(
        "request-1",
        "caller",
        MODEL,
        true,
        Set.of(needs),
        hints,
        new ChatCall.Typed(ChatRequest.of(MODEL, "hello")));
  }

  static Hints onlyIn(String region) {
    return new Hints(region, List.of(), null, false);
  }

  static Question question(LatticeConfig config, NodeView nodes) {
    return question(config, nodes, call(Hints.NONE), Verdicts.ALL_HEALTHY);
  }

  static Question question(LatticeConfig config, NodeView nodes, ChatCall call, Verdicts verdicts) {
    return new Question(call, OptionalLong.empty(), config, nodes, verdicts, NOW, 7);
  }

  static Verdicts verdicts(Map<String, Verdict> known) {
    return id -> known.getOrDefault(id, new Verdict.Healthy());
  }

  static Verdict.Open openFor(Duration duration) {
    return new Verdict.Open(NOW.plus(duration));
  }

  static Verdict.Resting askedToRestFor(Duration duration) {
    return new Verdict.Resting(NOW.plus(duration), true);
  }

  static Candidate candidate(String provider) {
    return candidate(provider, "here");
  }

  static Candidate candidate(String provider, String... nodeIds) {
    return new Candidate(
        deployment(provider),
        Arrays.stream(nodeIds).map(id -> node(id, null, provider)).toList(),
        Standing.WELL);
  }

  static ChatError error(ErrorKind kind) {
    return new ChatError(kind, "upstream said no");
  }

  static ChatError rateLimited(Duration retryAfter) {
    return error(ErrorKind.UPSTREAM_RATE_LIMITED).withRetryAfter(retryAfter);
  }

  static ChatError quotaExhausted() {
    return new ChatError(
        ErrorKind.UPSTREAM_RATE_LIMITED,
        "you exceeded your current quota",
        "insufficient_quota",
        null,
        429,
        null);
  }

  static Failure failure(Candidate candidate, ChatError error) {
    return new Failure(candidate, error, Origin.DEPLOYMENT);
  }
}
