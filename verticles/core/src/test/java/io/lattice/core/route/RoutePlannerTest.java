package io.lattice.core.route;

import static io.lattice.core.route.Samples.MODEL;
import static io.lattice.core.route.Samples.NOW;
import static io.lattice.core.route.Samples.askedToRestFor;
import static io.lattice.core.route.Samples.call;
import static io.lattice.core.route.Samples.config;
import static io.lattice.core.route.Samples.deployment;
import static io.lattice.core.route.Samples.draining;
import static io.lattice.core.route.Samples.lacking;
import static io.lattice.core.route.Samples.node;
import static io.lattice.core.route.Samples.nodes;
import static io.lattice.core.route.Samples.onlyIn;
import static io.lattice.core.route.Samples.openFor;
import static io.lattice.core.route.Samples.provider;
import static io.lattice.core.route.Samples.question;
import static io.lattice.core.route.Samples.textOnly;
import static io.lattice.core.route.Samples.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.EmbeddingRequest;
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
import io.lattice.config.model.ModelStatus;
import io.lattice.core.route.Candidate.Standing;
import io.lattice.core.route.Rejection.Reason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RoutePlannerTest {

  private static final NodeView HERE =
      nodes(node("here", "eu", "openai", "azure", "bedrock", "vertex"));
  private static final List<ProviderSettings> PROVIDERS =
      List.of(
          provider("openai", 1),
          provider("azure", 2),
          provider("bedrock", 2, "openai"),
          provider("vertex", 2, "openai", "bedrock"));

  @Nested
  class Order {

    @Test
    void thePreferredProviderComesFirst() {
      assertThat(ids(plan(deployment("azure", null, 2), deployment("openai", null, 1))))
          .containsExactly("openai/gpt-4o", "azure/gpt-4o");
    }

    @Test
    void aProviderThatStandsInNeverComesBeforeTheOneItStandsInFor() {
      assertThat(ids(plan(deployment("bedrock", null, 1), deployment("openai", null, 9))))
          .containsExactly("openai/gpt-4o", "bedrock/gpt-4o");
    }

    @Test
    void aStandInOfAStandInComesLast() {
      assertThat(
              ids(
                  plan(
                      deployment("vertex", null, 1),
                      deployment("bedrock", null, 1),
                      deployment("openai", null, 1))))
          .containsExactly("openai/gpt-4o", "bedrock/gpt-4o", "vertex/gpt-4o");
    }

    @Test
    void aStandInComesBeforeWhatIsPreferredLessThanIt() {
      assertThat(
              ids(
                  plan(
                      deployment("azure", null, 3),
                      deployment("bedrock", null, 2),
                      deployment("openai", null, 1))))
          .containsExactly("openai/gpt-4o", "bedrock/gpt-4o", "azure/gpt-4o");
    }

    @Test
    void anotherModelComesAfterTheOneThatWasAskedFor() {
      Deployment standIn =
          deployment("bedrock", "claude", null, 1, Set.of(Capability.values()), null);

      assertThat(ids(plan(standIn, deployment("azure", null, 5))))
          .containsExactly("azure/gpt-4o", "bedrock/claude");
    }

    @Test
    void thisNodesOwnRegionComesFirst() {
      assertThat(ids(plan(deployment("openai", "us", 1), deployment("azure", "eu", 1))))
          .containsExactly("azure/gpt-4o@eu", "openai/gpt-4o@us");
    }

    @Test
    void priorityOutweighsTheRegion() {
      assertThat(ids(plan(deployment("openai", "us", 1), deployment("azure", "eu", 2))))
          .containsExactly("openai/gpt-4o@us", "azure/gpt-4o@eu");
    }

    @Test
    void providersThatStandInForEachOtherAreStillOrdered() {
      List<ProviderSettings> cycle =
          List.of(provider("openai", 1, "azure"), provider("azure", 1, "openai"));
      LatticeConfig config = config(cycle, deployment("openai"), deployment("azure"));

      assertThat(ids(RoutePlanner.plan(question(config, HERE)))).hasSize(2);
    }
  }

  @Nested
  class Reasons {

    @Test
    void skipsDeploymentsOutsideTheCallersRegion() {
      Routing routing =
          RoutePlanner.plan(
              question(
                  config(PROVIDERS, deployment("openai", "us", 1), deployment("azure", "eu", 2)),
                  HERE,
                  call(onlyIn("eu")),
                  Verdicts.ALL_HEALTHY));

      assertThat(ids(routing)).containsExactly("azure/gpt-4o@eu");
      assertThat(routing.rejections())
          .extracting(Rejection::toString)
          .containsExactly("openai/gpt-4o@us runs in us and not in eu");
    }

    @Test
    void aDeploymentThatDoesNotSayWhereItIsIsInNoRegion() {
      Routing routing =
          RoutePlanner.plan(
              question(
                  config(PROVIDERS, deployment("openai"), deployment("azure", "eu", 1)),
                  HERE,
                  call(onlyIn("eu")),
                  Verdicts.ALL_HEALTHY));

      assertThat(reasons(routing)).containsExactly(Reason.REGION_FORBIDDEN);
    }

    @Test
    void skipsDeploymentsThatCannotDoWhatIsNeeded() {
      Routing routing =
          RoutePlanner.plan(
              question(
                  config(PROVIDERS, textOnly("openai"), deployment("azure")),
                  HERE,
                  call(Hints.NONE, Need.VISION, Need.TOOLS),
                  Verdicts.ALL_HEALTHY));

      assertThat(ids(routing)).containsExactly("azure/gpt-4o");
      assertThat(routing.rejections())
          .extracting(Rejection::toString)
          .containsExactly("openai/gpt-4o lacks tools, vision");
    }

    @Test
    void skipsDeploymentsThatOnlyMakeEmbeddings() {
      Deployment embeds =
          deployment("openai", MODEL, null, 1, EnumSet.of(Capability.EMBEDDINGS), null);

      assertThat(reasons(plan(embeds))).containsExactly(Reason.LACKS_CAPABILITY);
    }

    @Test
    void whoAsksAModelOfVectorsForAChatIsToldHowToAskIt() {
      ChatError error =
          noRoute(
                  question(
                      config(
                          PROVIDERS,
                          deployment(
                              "openai", MODEL, null, 1, EnumSet.of(Capability.EMBEDDINGS), null)),
                      HERE))
              .error();

      assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
      assertThat(error.message())
          .isEqualTo(
              "no deployment of model 'gpt-4o' can answer: openai/gpt-4o makes embeddings and"
                  + " cannot chat; ask it for vectors, at /v1/embeddings");
    }

    @Test
    void whoAsksAModelForVectorsThatItDoesNotMakeIsToldWhichModelsDo() {
      Deployment embeds =
          deployment("openai", "small", null, 1, EnumSet.of(Capability.EMBEDDINGS), null);
      LatticeConfig config =
          LatticeConfig.of(
              PROVIDERS,
              ModelRegistry.of(
                  List.of(
                      Model.of(MODEL, List.of(textOnly("openai"))),
                      Model.of("small-vectors", List.of(embeds)))));
      ChatCall vectors =
          ChatCall.embeddings("r", "c", EmbeddingRequest.of(MODEL, "text"), Hints.NONE);

      ChatError error = noRoute(question(config, HERE, vectors, Verdicts.ALL_HEALTHY)).error();

      assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
      assertThat(error.message())
          .isEqualTo(
              "no deployment of model 'gpt-4o' can answer: openai/gpt-4o lacks embeddings; ask a"
                  + " model that makes vectors: 'small-vectors'");
    }

    @Test
    void skipsDeploymentsWhoseContextIsTooSmall() {
      Deployment small = deployment("openai", MODEL, null, 1, Set.of(Capability.values()), 8_000);
      Routing routing = planFor(OptionalLong.of(8_001), small, deployment("azure"));

      assertThat(ids(routing)).containsExactly("azure/gpt-4o");
      assertThat(routing.rejections())
          .extracting(Rejection::toString)
          .containsExactly("openai/gpt-4o holds 8000 tokens and not 8001");
    }

    @Test
    void aContextIsForEachTextOfARequestForVectors() {
      Deployment small =
          deployment("openai", MODEL, null, 1, EnumSet.of(Capability.EMBEDDINGS), 8_000);
      ChatCall vectors =
          ChatCall.embeddings("r", "c", EmbeddingRequest.of(MODEL, "one", "two"), Hints.NONE);
      Question question =
          new Question(
              vectors,
              OptionalLong.of(8_001),
              config(PROVIDERS, small),
              HERE,
              Verdicts.ALL_HEALTHY,
              NOW,
              7);

      assertThat(RoutePlanner.plan(question)).isInstanceOf(RoutePlan.class);
    }

    @Test
    void aContextThatIsJustLargeEnoughIs() {
      Deployment small = deployment("openai", MODEL, null, 1, Set.of(Capability.values()), 8_000);

      assertThat(planFor(OptionalLong.of(8_000), small)).isInstanceOf(RoutePlan.class);
      assertThat(planFor(OptionalLong.empty(), small)).isInstanceOf(RoutePlan.class);
    }

    @Test
    void saysWhatAProviderLacks() {
      Routing routing =
          RoutePlanner.plan(
              question(
                  config(List.of(lacking("openai", "set OPENAI_API_KEY")), deployment("openai")),
                  HERE));

      assertThat(routing.rejections())
          .containsExactly(
              new Rejection(
                  "openai/gpt-4o",
                  Reason.PROVIDER_NOT_CONFIGURED,
                  "is not configured: set OPENAI_API_KEY"));
    }

    @Test
    void tellsNodesThatDrainFromNodesThatAreNotThere() {
      LatticeConfig config = config(PROVIDERS, deployment("openai"), deployment("azure"));
      NodeView view = nodes(node("here", null), draining(node("there", null, "openai")));

      assertThat(RoutePlanner.plan(question(config, view)).rejections())
          .extracting(Rejection::reason)
          .containsExactly(Reason.NODE_DRAINING, Reason.PROVIDER_NOT_RUNNING);
    }

    @Test
    void leavesIllAndRestingDeploymentsAlone() {
      Routing routing =
          RoutePlanner.plan(
              question(
                  config(
                      PROVIDERS, deployment("openai"), deployment("azure"), deployment("vertex")),
                  HERE,
                  call(Hints.NONE),
                  verdicts(
                      Map.of(
                          "openai/gpt-4o", openFor(Duration.ofSeconds(30)),
                          "azure/gpt-4o", askedToRestFor(Duration.ofSeconds(5))))));

      assertThat(ids(routing)).containsExactly("vertex/gpt-4o");
      assertThat(routing.rejections())
          .extracting(Rejection::toString)
          .containsExactly(
              "openai/gpt-4o failed too often and is left alone until 2026-11-23T12:00:30Z",
              "azure/gpt-4o rests until 2026-11-23T12:00:05Z");
    }
  }

  @Nested
  class Health {

    @Test
    void aHalfOpenDeploymentKeepsItsPlaceAndIsProbed() {
      RoutePlan plan = withVerdicts(Map.of("openai/gpt-4o", new Verdict.HalfOpen()));

      assertThat(plan.first().id()).isEqualTo("openai/gpt-4o");
      assertThat(plan.first().standing()).isEqualTo(Standing.PROBE);
    }

    @Test
    void theLastDeploymentIsAskedThoughItIsIll() {
      RoutePlan plan =
          withVerdicts(
              Map.of(
                  "openai/gpt-4o", openFor(Duration.ofSeconds(60)),
                  "azure/gpt-4o", openFor(Duration.ofSeconds(30))));

      assertThat(plan.isPanic()).isTrue();
      assertThat(ids(plan)).containsExactly("azure/gpt-4o");
      assertThat(reasons(plan)).containsExactly(Reason.CIRCUIT_OPEN);
    }

    @Test
    void anAssumedRestIsTheLesserEvil() {
      RoutePlan plan =
          withVerdicts(
              Map.of(
                  "openai/gpt-4o",
                  openFor(Duration.ofSeconds(1)),
                  "azure/gpt-4o",
                  new Verdict.Resting(NOW.plusSeconds(30), false)));

      assertThat(ids(plan)).containsExactly("azure/gpt-4o");
    }

    @Test
    void aRestThatWasAskedForIsKeptToEvenThen() {
      NoRoute none =
          noRoute(
              question(
                  config(PROVIDERS, deployment("openai"), deployment("azure")),
                  HERE,
                  call(Hints.NONE),
                  verdicts(
                      Map.of(
                          "openai/gpt-4o", askedToRestFor(Duration.ofSeconds(90)),
                          "azure/gpt-4o", askedToRestFor(Duration.ofSeconds(5))))));

      assertThat(none.error().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
      assertThat(none.error().retryAfter()).isEqualTo(Duration.ofSeconds(5));
    }

    private RoutePlan withVerdicts(Map<String, Verdict> known) {
      return (RoutePlan)
          RoutePlanner.plan(
              question(
                  config(PROVIDERS, deployment("openai", null, 1), deployment("azure", null, 2)),
                  HERE,
                  call(Hints.NONE),
                  verdicts(known)));
    }
  }

  @Nested
  class Nodes {

    private final LatticeConfig config = config(PROVIDERS, deployment("openai", "eu", 1));

    @Test
    void thisNodeCallsWhatItRuns() {
      assertThat(nodeIds(node("here", "us", "openai"), node("there", "eu", "openai")))
          .containsExactly("here", "there");
    }

    @Test
    void otherwiseANodeInTheDeploymentsRegion() {
      assertThat(
              nodeIds(
                      node("here", "eu"),
                      node("far", "us", "openai"),
                      node("near", "eu", "openai"),
                      node("nowhere", null, "openai"))
                  .get(0))
          .isEqualTo("near");
    }

    @Test
    void aNodeThatDrainsGetsNothingNew() {
      assertThat(nodeIds(draining(node("here", "eu", "openai")), node("far", "us", "openai")))
          .containsExactly("far");
    }

    private List<String> nodeIds(Node... nodes) {
      RoutePlan plan = (RoutePlan) RoutePlanner.plan(question(config, nodes(nodes)));
      return plan.first().nodes().stream().map(Node::id).toList();
    }
  }

  @Nested
  class Refusals {

    @Test
    void anUnknownModelIsToldWithTheNearestName() {
      ChatError error = noRoute(asking("gpt-4oo", config(PROVIDERS, deployment("openai")))).error();

      assertThat(error.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
      assertThat(error.message()).isEqualTo("there is no model 'gpt-4oo'; did you mean 'gpt-4o'?");
    }

    @Test
    void aModelThatIsNothingLikeAnyIsToldWhereToLook() {
      assertThat(noRoute(asking("x\n\u0000y", config(PROVIDERS, deployment("openai")))).error())
          .extracting(ChatError::message)
          .isEqualTo("there is no model 'x??y'; GET /v1/models lists those that there are");
    }

    @Test
    void aRetiredModelIsToldWithItsReplacement() {
      Model retired =
          new Model(
              MODEL,
              List.of(deployment("openai")),
              Set.of(),
              ModelStatus.RETIRED,
              "gpt-5",
              "2026-05-14",
              List.of());
      LatticeConfig config = LatticeConfig.of(PROVIDERS, ModelRegistry.of(List.of(retired)));

      NoRoute none = noRoute(question(config, HERE));

      assertThat(none.error().kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
      assertThat(none.error().message())
          .isEqualTo("model 'gpt-4o' was retired on 2026-05-14; use 'gpt-5'");
      assertThat(reasons(none)).containsExactly(Reason.MODEL_RETIRED);
    }

    @Test
    void nothingAvailableIsToldWithEveryReason() {
      NoRoute none =
          noRoute(
              question(
                  config(
                      List.of(lacking("openai", "set OPENAI_API_KEY"), provider("dial", 1)),
                      deployment("openai"),
                      deployment("dial")),
                  HERE));

      assertThat(none.error().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
      assertThat(none.error().message())
          .isEqualTo(
              "no deployment of model 'gpt-4o' can answer: openai/gpt-4o is not configured: set"
                  + " OPENAI_API_KEY; dial/gpt-4o is run by no live node");
      assertThat(none.error().retryAfter()).isNull();
    }

    @Test
    void aRequestThatNoDeploymentIsFitForIsToBlameItself() {
      assertThat(kind(call(Hints.NONE, Need.VISION), textOnly("openai")))
          .isEqualTo(ErrorKind.INVALID_REQUEST);
      assertThat(kind(call(onlyIn("us")), deployment("openai", "eu", 1)))
          .isEqualTo(ErrorKind.RESIDENCY_FORBIDS);
      assertThat(
              ((NoRoute)
                      planFor(
                          OptionalLong.of(9_000),
                          deployment("openai", MODEL, null, 1, Set.of(Capability.TEXT), 8_000)))
                  .error()
                  .kind())
          .isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
    }

    @Test
    void anOutageInTheOnlyRegionIsNotTheRequestsFault() {
      NoRoute none =
          noRoute(
              question(
                  config(PROVIDERS, deployment("openai", "eu", 1), deployment("azure", "us", 1)),
                  HERE,
                  call(onlyIn("eu")),
                  verdicts(Map.of("openai/gpt-4o@eu", askedToRestFor(Duration.ofSeconds(5))))));

      assertThat(none.error().kind()).isEqualTo(ErrorKind.NO_DEPLOYMENT_AVAILABLE);
    }

    @Test
    void aModelWithoutADeploymentSaysSo() {
      assertThat(noRoute(question(config(PROVIDERS), HERE)).error().message())
          .isEqualTo("no deployment of model 'gpt-4o' can answer: it has none");
    }

    private ErrorKind kind(ChatCall call, Deployment deployment) {
      return noRoute(question(config(PROVIDERS, deployment), HERE, call, Verdicts.ALL_HEALTHY))
          .error()
          .kind();
    }

    private Question asking(String model, LatticeConfig config) {
      ChatCall call = call(Hints.NONE);
      return question(
          config,
          HERE,
          new ChatCall("request-1", "caller", model, true, Set.of(), Hints.NONE, call.payload()),
          Verdicts.ALL_HEALTHY);
    }
  }

  private static Routing plan(Deployment... deployments) {
    return RoutePlanner.plan(question(config(PROVIDERS, deployments), HERE));
  }

  private static Routing planFor(OptionalLong tokens, Deployment... deployments) {
    return RoutePlanner.plan(
        new Question(
            call(Hints.NONE),
            tokens,
            config(PROVIDERS, deployments),
            HERE,
            Verdicts.ALL_HEALTHY,
            NOW,
            7));
  }

  private static NoRoute noRoute(Question question) {
    return assertThat(RoutePlanner.plan(question)).asInstanceOf(type(NoRoute.class)).actual();
  }

  private static List<String> ids(Routing routing) {
    return ((RoutePlan) routing).candidates().stream().map(Candidate::id).toList();
  }

  private static List<Reason> reasons(Routing routing) {
    return routing.rejections().stream().map(Rejection::reason).toList();
  }
}
