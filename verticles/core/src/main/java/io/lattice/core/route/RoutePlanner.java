package io.lattice.core.route;

import static java.util.stream.Collectors.toSet;

import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.core.route.Candidate.Standing;
import io.lattice.core.route.Rejection.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides where a request may go. Pure: the same question has the same answer, and a caller's wish
 * for more never makes more deployments eligible.
 */
public final class RoutePlanner {

  private RoutePlanner() {}

  /** A plan with at least one candidate, or the error that the caller is told. */
  public static Routing plan(Question question) {
    String name = question.call().model();
    Optional<Model> model = question.config().models().find(name);
    if (model.isEmpty()) {
      return new NoRoute(Refusals.unknown(name, question.config().models()), List.of());
    }
    return model.get().isRetired() ? retired(model.get()) : planned(model.get(), question);
  }

  private static Routing retired(Model model) {
    String detail = Refusals.retirement(model);
    return new NoRoute(
        Refusals.retired(model),
        model.deployments().stream()
            .map(each -> new Rejection(each.id(), Reason.MODEL_RETIRED, detail))
            .toList());
  }

  private static Routing planned(Model model, Question question) {
    List<Rejection> rejections = new ArrayList<>();
    List<Eligible> eligible = new ArrayList<>();
    for (Deployment deployment : model.deployments()) {
      Rules.broken(deployment, question)
          .ifPresentOrElse(
              rejections::add,
              () ->
                  eligible.add(new Eligible(deployment, question.verdicts().of(deployment.id()))));
    }
    List<Candidate> well = well(model, eligible, question);
    List<Candidate> candidates = well.isEmpty() ? leastBad(eligible, question) : well;
    if (candidates.size() < eligible.size()) {
      Set<String> chosen = candidates.stream().map(Candidate::id).collect(toSet());
      eligible.stream()
          .filter(each -> !chosen.contains(each.deployment().id()))
          .map(Eligible::rejection)
          .forEach(rejections::add);
    }
    return candidates.isEmpty()
        ? new NoRoute(Refusals.nothingLeft(model, rejections, question), rejections)
        : new RoutePlan(candidates, rejections);
  }

  private static List<Candidate> well(Model model, List<Eligible> eligible, Question question) {
    return inOrder(model, eligible, question).stream()
        .flatMap(
            each ->
                each.verdict().standing().stream()
                    .map(standing -> each.as(standing, question.nodes(), question.spin())))
        .toList();
  }

  /** Most models have one deployment, and most of a plan's work would be to put it in order. */
  private static List<Eligible> inOrder(Model model, List<Eligible> eligible, Question question) {
    if (eligible.size() < 2) {
      return eligible;
    }
    List<Deployment> deployments = eligible.stream().map(Eligible::deployment).toList();
    Comparator<Deployment> order = new Precedence(model.name(), deployments, question).order();
    return eligible.stream().sorted(Comparator.comparing(Eligible::deployment, order)).toList();
  }

  /**
   * The one to ask where our own opinion speaks against all: a bad deployment is better than none.
   * What a provider asked for is not overruled.
   */
  private static List<Candidate> leastBad(List<Eligible> eligible, Question question) {
    return eligible.stream()
        .filter(each -> !each.verdict().isBinding())
        .min(Eligible.LEAST_BAD_FIRST)
        .map(each -> each.as(Standing.PANIC, question.nodes(), question.spin()))
        .stream()
        .toList();
  }
}
