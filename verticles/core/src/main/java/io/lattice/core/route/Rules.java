package io.lattice.core.route;

import static io.lattice.core.route.Rejection.Reason.CONTEXT_TOO_SMALL;
import static io.lattice.core.route.Rejection.Reason.LACKS_CAPABILITY;
import static io.lattice.core.route.Rejection.Reason.NODE_DRAINING;
import static io.lattice.core.route.Rejection.Reason.PROVIDER_NOT_CONFIGURED;
import static io.lattice.core.route.Rejection.Reason.PROVIDER_NOT_RUNNING;
import static io.lattice.core.route.Rejection.Reason.REGION_FORBIDDEN;

import io.lattice.api.chat.Need;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a deployment must keep to, whatever its health, so that it may be asked. */
final class Rules {

  /** Gives the reason where a deployment breaks it. */
  @FunctionalInterface
  private interface Rule {
    Optional<Rejection> broken(Deployment deployment, Question question);
  }

  /** What lasts comes first, so that the reason told is the one that matters most. */
  private static final List<Rule> ALL =
      List.of(
          Rules::chats,
          Rules::canDoWhatIsNeeded,
          Rules::holdsTheContext,
          Rules::isInTheOnlyRegion,
          Rules::isConfigured,
          Rules::isRunning);

  private Rules() {}

  /** The first rule that a deployment breaks. */
  static Optional<Rejection> broken(Deployment deployment, Question question) {
    for (Rule rule : ALL) {
      Optional<Rejection> broken = rule.broken(deployment, question);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejection> chats(Deployment deployment, Question question) {
    return deployment.onlyEmbeds() && !question.call().needs().contains(Need.EMBEDDINGS)
        ? reject(deployment, LACKS_CAPABILITY, "makes embeddings and cannot chat")
        : Optional.empty();
  }

  private static Optional<Rejection> canDoWhatIsNeeded(Deployment deployment, Question question) {
    if (question.call().needs().isEmpty()) {
      return Optional.empty();
    }
    String kind =
        question.config().provider(deployment.provider()).map(ProviderSettings::kind).orElse("");
    String lacking =
        question.call().needs().stream()
            .filter(need -> !deployment.capabilities().contains(capability(need)))
            .filter(need -> !Emulation.covers(kind, need, deployment.capabilities()))
            .map(need -> capability(need).word())
            .sorted()
            .collect(Collectors.joining(", "));
    return lacking.isEmpty()
        ? Optional.empty()
        : reject(deployment, LACKS_CAPABILITY, "lacks " + lacking);
  }

  private static Capability capability(Need need) {
    return switch (need) {
      case VISION -> Capability.VISION;
      case FILES -> Capability.FILES;
      case AUDIO -> Capability.AUDIO;
      case TOOLS -> Capability.TOOLS;
      case JSON_OBJECT -> Capability.JSON_OBJECT;
      case JSON_SCHEMA -> Capability.JSON_SCHEMA;
      case LOGPROBS -> Capability.LOGPROBS;
      case EMBEDDINGS -> Capability.EMBEDDINGS;
    };
  }

  private static Optional<Rejection> holdsTheContext(Deployment deployment, Question question) {
    if (question.call().needs().contains(Need.EMBEDDINGS)) {
      // It holds each of the texts, and not all of them together.
      return Optional.empty();
    }
    Integer window = deployment.contextWindow();
    long tokens = question.inputTokens().orElse(0);
    return window == null || tokens <= window
        ? Optional.empty()
        : reject(deployment, CONTEXT_TOO_SMALL, "holds " + window + " tokens and not " + tokens);
  }

  /** A deployment that does not say where it is may be anywhere, so it is not in the region. */
  private static Optional<Rejection> isInTheOnlyRegion(Deployment deployment, Question question) {
    String only = question.call().hints().region();
    if (only == null || only.equals(deployment.region())) {
      return Optional.empty();
    }
    String where = deployment.region() == null ? "no stated region" : deployment.region();
    return reject(
        deployment, REGION_FORBIDDEN, "runs in " + where + " and not in " + Refusals.clip(only));
  }

  private static Optional<Rejection> isConfigured(Deployment deployment, Question question) {
    String name = deployment.provider();
    Optional<ProviderSettings> provider = question.config().provider(name);
    if (provider.isEmpty()) {
      return reject(
          deployment, PROVIDER_NOT_CONFIGURED, "has provider '" + name + "', which is not defined");
    }
    String missing = provider.get().missing();
    return missing == null
        ? Optional.empty()
        : reject(deployment, PROVIDER_NOT_CONFIGURED, "is not configured: " + missing);
  }

  private static Optional<Rejection> isRunning(Deployment deployment, Question question) {
    String provider = deployment.provider();
    if (!question.nodes().serving(provider).isEmpty()) {
      return Optional.empty();
    }
    return question.nodes().nodes().stream().anyMatch(node -> node.providers().contains(provider))
        ? reject(deployment, NODE_DRAINING, "is run only by nodes that are shutting down")
        : reject(deployment, PROVIDER_NOT_RUNNING, "is run by no live node");
  }

  private static Optional<Rejection> reject(
      Deployment deployment, Rejection.Reason reason, String detail) {
    return Optional.of(new Rejection(deployment.id(), reason, detail));
  }
}
