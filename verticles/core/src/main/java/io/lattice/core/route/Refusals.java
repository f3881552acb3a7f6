package io.lattice.core.route;

import static java.util.stream.Collectors.joining;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Need;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelRegistry;
import io.lattice.core.route.Rejection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a caller is told whose request can go nowhere. */
final class Refusals {

  /** More deployments than this are counted and not listed. */
  private static final int LISTED = 8;

  /** No name of ours is longer; what a caller sends may be. */
  private static final int LONGEST_NAME = 80;

  /** Reasons that lie in the request: nothing that we do or wait for changes them. */
  private static final Set<Reason> REQUESTS_OWN =
      Collections.unmodifiableSet(
          EnumSet.of(Reason.LACKS_CAPABILITY, Reason.CONTEXT_TOO_SMALL, Reason.REGION_FORBIDDEN));

  private Refusals() {}

  static ChatError unknown(String name, ModelRegistry registry) {
    String hint =
        registry
            .nearest(clip(name))
            .map(nearest -> "did you mean '" + nearest + "'?")
            .orElse("GET /v1/models lists those that there are");
    return new ChatError(
        ErrorKind.MODEL_NOT_FOUND, "there is no model '" + clip(name) + "'; " + hint);
  }

  static ChatError retired(Model model) {
    return new ChatError(
        ErrorKind.MODEL_NOT_FOUND, "model '" + model.name() + "' " + retirement(model));
  }

  /** Continues the name of a retired model or of its deployment. */
  static String retirement(Model model) {
    String when = model.retiredOn() == null ? "was retired" : "was retired on " + model.retiredOn();
    return model.replacement() == null ? when : when + "; use '" + model.replacement() + "'";
  }

  /** Blames the request where every deployment is unfit for it, and our capacity otherwise. */
  static ChatError nothingLeft(Model model, List<Rejection> rejections, Question question) {
    ErrorKind kind =
        kind(rejections.stream().map(Rejection::reason).collect(Collectors.toUnmodifiableSet()));
    ChatError error =
        new ChatError(
            kind,
            "no deployment of model '"
                + model.name()
                + "' can answer: "
                + reasons(rejections)
                + remedy(model, rejections, question));
    return kind == ErrorKind.NO_DEPLOYMENT_AVAILABLE
        ? error.withRetryAfter(soonest(rejections, question.now()))
        : error;
  }

  private static ErrorKind kind(Set<Reason> reasons) {
    if (reasons.isEmpty() || !REQUESTS_OWN.containsAll(reasons)) {
      return ErrorKind.NO_DEPLOYMENT_AVAILABLE;
    } else if (reasons.equals(EnumSet.of(Reason.CONTEXT_TOO_SMALL))) {
      return ErrorKind.CONTEXT_TOO_LONG;
    }
    return reasons.equals(EnumSet.of(Reason.REGION_FORBIDDEN))
        ? ErrorKind.RESIDENCY_FORBIDS
        : ErrorKind.INVALID_REQUEST;
  }

  /** A chat and vectors are made by different models, which callers mistake for each other. */
  private static String remedy(Model model, List<Rejection> rejections, Question question) {
    if (model.deployments().isEmpty()) {
      return "";
    }
    if (model.deployments().stream().allMatch(Deployment::onlyEmbeds)) {
      return wantsVectors(question) ? "" : "; ask it for vectors, at /v1/embeddings";
    }
    boolean lacksAll =
        rejections.stream().allMatch(each -> each.reason() == Reason.LACKS_CAPABILITY);
    return wantsVectors(question) && lacksAll
        ? "; ask a model that makes vectors: " + embedding(question.config().models())
        : "";
  }

  private static boolean wantsVectors(Question question) {
    return question.call().needs().contains(Need.EMBEDDINGS);
  }

  private static String embedding(ModelRegistry registry) {
    String names =
        registry.models().stream()
            .filter(each -> each.deployments().stream().anyMatch(Refusals::makesVectors))
            .map(each -> "'" + each.name() + "'")
            .limit(LISTED)
            .collect(joining(", "));
    return names.isEmpty() ? "models.yaml has none with the capability embeddings" : names;
  }

  private static boolean makesVectors(Deployment deployment) {
    return deployment.capabilities().contains(Capability.EMBEDDINGS);
  }

  private static String reasons(List<Rejection> rejections) {
    if (rejections.isEmpty()) {
      return "it has none";
    }
    String listed =
        rejections.stream().limit(LISTED).map(Rejection::toString).collect(joining("; "));
    int more = rejections.size() - LISTED;
    return more > 0 ? listed + "; and " + more + " more" : listed;
  }

  private static @Nullable Duration soonest(List<Rejection> rejections, Instant now) {
    return rejections.stream()
        .map(Rejection::until)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(until -> Duration.between(now, until))
        .orElse(null);
  }

  /** A caller's text, short and on one line. */
  static String clip(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
  }
}
