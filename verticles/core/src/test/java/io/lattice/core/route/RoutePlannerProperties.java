package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.Need;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.core.route.Candidate.Standing;
import io.lattice.core.route.Rejection.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every configuration, every cluster, every health and every request. */
class RoutePlannerProperties {

  private static final Set<Reason> OF_HEALTH = EnumSet.of(Reason.CIRCUIT_OPEN, Reason.RESTING);

  @Property
  void theSameQuestionHasTheSameAnswer(@ForAll("questions") Question question) {
    assertThat(RoutePlanner.plan(question)).isEqualTo(RoutePlanner.plan(question));
  }

  @Property
  void everyDeploymentIsACandidateOrRejectedOnce(@ForAll("questions") Question question) {
    Routing routing = RoutePlanner.plan(question);

    List<String> all = new ArrayList<>(candidates(routing).stream().map(Candidate::id).toList());
    routing.rejections().forEach(rejection -> all.add(rejection.deployment()));
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            deployments(question).stream().map(Deployment::id).toList());
    assertThat(routing.rejections()).allSatisfy(each -> assertThat(each.detail()).isNotBlank());
  }

  @Property
  void noCandidateBreaksARule(@ForAll("questions") Question question) {
    ChatCall call = question.call();
    for (Candidate candidate : candidates(RoutePlanner.plan(question))) {
      Deployment deployment = candidate.deployment();
      String provider = deployment.provider();
      assertThat(deployment.capabilities())
          .containsAll(call.needs().stream().map(need -> Capability.valueOf(need.name())).toList());
      if (call.hints().region() != null) {
        assertThat(deployment.region()).isEqualTo(call.hints().region());
      }
      // Of vectors, each text must fit, and not all together.
      if (deployment.contextWindow() != null && !call.needs().contains(Need.EMBEDDINGS)) {
        assertThat(question.inputTokens().orElse(0))
            .isLessThanOrEqualTo(deployment.contextWindow());
      }
      assertThat(question.config().provider(provider).orElseThrow().isConfigured()).isTrue();
      assertThat(candidate.nodes()).allSatisfy(node -> assertThat(node.serves(provider)).isTrue());
    }
  }

  @Property
  void anotherWishNeverMakesADeploymentEligible(
      @ForAll("questions") Question question,
      @ForAll("wishes") Need need,
      @ForAll("regions") String region) {
    Set<String> before = eligible(RoutePlanner.plan(question));

    assertThat(before).containsAll(eligible(RoutePlanner.plan(needing(question, need))));
    if (question.call().hints().region() == null) {
      assertThat(before).containsAll(eligible(RoutePlanner.plan(onlyIn(question, region))));
    }
  }

  @Property
  void aWishNeverAddsACandidateButForWantOfBetter(
      @ForAll("questions") Question question, @ForAll("wishes") Need need) {
    Set<String> before = well(RoutePlanner.plan(question));

    assertThat(before).containsAll(well(RoutePlanner.plan(needing(question, need))));
  }

  @Property
  void aDeploymentThatAskedToBeLeftAloneIsNeverCalled(@ForAll("questions") Question question) {
    assertThat(candidates(RoutePlanner.plan(question)))
        .allSatisfy(
            candidate -> assertThat(question.verdicts().of(candidate.id()).isBinding()).isFalse());
  }

  @Property
  void anIllDeploymentIsCalledOnlyForWantOfBetterAndThatIsSaid(
      @ForAll("questions") Question question) {
    List<Candidate> candidates = candidates(RoutePlanner.plan(question));

    for (Candidate candidate : candidates) {
      boolean well = question.verdicts().of(candidate.id()).standing().isPresent();
      assertThat(candidate.standing() == Standing.PANIC).isEqualTo(!well);
      if (!well) {
        assertThat(candidates).hasSize(1);
      }
    }
  }

  @Property
  void ourOpinionAloneNeverLeavesNobodyToAsk(@ForAll("questions") Question question) {
    Routing routing = RoutePlanner.plan(question);

    if (routing instanceof NoRoute) {
      assertThat(routing.rejections())
          .noneMatch(each -> OF_HEALTH.contains(each.reason()) && !binding(question, each));
    }
  }

  @Property
  void whoStandsInForAnotherComesAfterIt(@ForAll("questions") Question question) {
    List<String> order =
        candidates(RoutePlanner.plan(question)).stream()
            .map(candidate -> candidate.deployment().provider())
            .toList();

    for (String provider : order) {
      Set<String> before = standsInFor(provider, question, new HashSet<>());
      if (!before.contains(provider)) {
        before.forEach(
            other -> assertThat(order.lastIndexOf(other)).isLessThan(order.indexOf(provider)));
      }
    }
  }

  @Property
  void theOrderOfTheFileMakesNoDifferenceToThePlan(@ForAll("questions") Question question) {
    List<Deployment> reversed = new ArrayList<>(deployments(question));
    Collections.reverse(reversed);
    Question other =
        new Question(
            question.call(),
            question.inputTokens(),
            Samples.config(question.config().providers(), reversed.toArray(Deployment[]::new)),
            question.nodes(),
            question.verdicts(),
            question.now(),
            question.spin());

    assertThat(well(RoutePlanner.plan(other))).isEqualTo(well(RoutePlanner.plan(question)));
  }

  @Property(tries = 10)
  void equalsAreChosenEquallyOften(@ForAll long seed) {
    // given
    Deployment[] equals =
        Stream.of("a", "b", "c", "d").map(Samples::deployment).toArray(Deployment[]::new);
    Question question =
        Samples.question(
            Samples.config(
                Stream.of("a", "b", "c", "d").map(name -> Samples.provider(name, 1)).toList(),
                equals),
            Samples.nodes(Samples.node("here", null, "a", "b", "c", "d")));
    // when
    Map<String, Long> first =
        Stream.iterate(seed, spin -> spin + 1)
            .limit(2_000)
            .map(spin -> ((RoutePlan) RoutePlanner.plan(spinning(question, spin))).first().id())
            .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    // then: six standard deviations
    assertThat(first.values()).hasSize(4).allMatch(times -> times > 384 && times < 616);
  }

  /** Vectors are no wish beside others: who wants them asks another question. */
  @Provide
  Arbitrary<Need> wishes() {
    return Arbitraries.of(EnumSet.complementOf(EnumSet.of(Need.EMBEDDINGS)));
  }

  @Provide
  Arbitrary<Question> questions() {
    return Questions.any();
  }

  @Provide
  Arbitrary<String> regions() {
    return Arbitraries.of(Questions.REGIONS);
  }

  private static boolean binding(Question question, Rejection rejection) {
    return question.verdicts().of(rejection.deployment()).isBinding();
  }

  private static Set<String> standsInFor(String provider, Question question, Set<String> found) {
    question.config().provider(provider).orElseThrow().fallbackFor().stream()
        .filter(found::add)
        .forEach(other -> standsInFor(other, question, found));
    return found;
  }

  private static List<Deployment> deployments(Question question) {
    return question.config().models().find(Samples.MODEL).orElseThrow().deployments();
  }

  private static List<Candidate> candidates(Routing routing) {
    return routing instanceof RoutePlan plan ? plan.candidates() : List.of();
  }

  private static Set<String> eligible(Routing routing) {
    return Stream.concat(
            candidates(routing).stream().map(Candidate::id),
            routing.rejections().stream()
                .filter(each -> OF_HEALTH.contains(each.reason()))
                .map(Rejection::deployment))
        .collect(Collectors.toSet());
  }

  private static Set<String> well(Routing routing) {
    return candidates(routing).stream()
        .filter(candidate -> candidate.standing() != Standing.PANIC)
        .map(Candidate::id)
        .collect(Collectors.toSet());
  }

  private static Question needing(Question question, Need need) {
    ChatCall call = question.call();
    Set<Need> needs = new HashSet<>(call.needs());
    needs.add(need);
    return asking(question, call.hints(), needs);
  }

  private static Question onlyIn(Question question, String region) {
    return asking(question, Samples.onlyIn(region), question.call().needs());
  }

  private static Question asking(Question question, Hints hints, Set<Need> needs) {
    return new Question(
        Samples.call(hints, needs.toArray(Need[]::new)),
        question.inputTokens(),
        question.config(),
        question.nodes(),
        question.verdicts(),
        question.now(),
        question.spin());
  }

  private static Question spinning(Question question, long spin) {
    return new Question(
        question.call(),
        question.inputTokens(),
        question.config(),
        question.nodes(),
        question.verdicts(),
        question.now(),
        spin);
  }
}
