package io.lattice.node;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import java.time.Clock;
import java.time.Instant;

/** The walls of the house. */
@AnalyzeClasses(
    packages = "io.lattice",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTesting.class})
class ArchitectureTest {

  /** The core's test jar, where the tests of dialects are too, is none of the house. */
  static final class WithoutTesting implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String NODE = "io.lattice.node..";
  private static final String CORE = "io.lattice.core..";
  private static final String BRIDGE = "io.lattice.core.bridge..";
  private static final String ROUTE = "io.lattice.core.route..";
  private static final String PROVIDER = "io.lattice.core.provider..";
  private static final String DIALECT = "io.lattice.core.dialect..";
  private static final String OBSERVE = "io.lattice.core.observe..";
  private static final String ADMISSION = "io.lattice.core.admission..";
  private static final String API = "io.lattice.api..";
  private static final String CHAT = "io.lattice.api.chat..";
  private static final String CONFIG = "io.lattice.config..";
  private static final String CLUSTER = "io.lattice.cluster..";
  private static final String VERTX = "io.vertx..";
  private static final String ANNOTATIONS = "org.jspecify..";

  @ArchTest
  static final ArchRule apiKnowsVertxAndNothingOfOurs =
      classes()
          .that()
          .resideInAPackage(API)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(API, "java..", VERTX, ANNOTATIONS);

  @ArchTest
  static final ArchRule chatKnowsJavaOnly =
      classes()
          .that()
          .resideInAPackage(CHAT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CHAT, "java..", ANNOTATIONS);

  @ArchTest
  static final ArchRule configKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(CONFIG)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(API, CLUSTER, CORE, NODE);

  @ArchTest
  static final ArchRule clusterKnowsConfigOnly =
      noClasses()
          .that()
          .resideInAPackage(CLUSTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(API, CORE, NODE);

  @ArchTest
  static final ArchRule bridgeKnowsNoProviderAndNoRegistry =
      noClasses()
          .that()
          .resideInAPackage(BRIDGE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROVIDER, ROUTE, ADMISSION, CONFIG, CLUSTER, NODE);

  @ArchTest
  static final ArchRule routeKnowsNoProviderVerticle =
      noClasses()
          .that()
          .resideInAPackage(ROUTE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROVIDER, BRIDGE, DIALECT, OBSERVE, NODE);

  @ArchTest
  static final ArchRule providerKnowsNoRouteAndNoBridge =
      noClasses()
          .that()
          .resideInAPackage(PROVIDER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROUTE, BRIDGE, ADMISSION, OBSERVE, CLUSTER, NODE);

  @ArchTest
  static final ArchRule dialectIsPure =
      noClasses()
          .that()
          .resideInAPackage(DIALECT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              PROVIDER, ROUTE, BRIDGE, ADMISSION, OBSERVE, CONFIG, CLUSTER, NODE, VERTX);

  @ArchTest
  static final ArchRule onlyTheRelayAndTheRouterOfRouteKnowVertx =
      noClasses()
          .that()
          .resideInAPackage(ROUTE)
          .and()
          .haveNameNotMatching(".*\\.(Relay|RouterVerticle)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VERTX);

  @ArchTest
  static final ArchRule onlyProvidersCallOut =
      noClasses()
          .that(resideInAPackage("io.lattice.."))
          .and()
          .resideOutsideOfPackage(PROVIDER)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(HttpClient.class);

  @ArchTest
  static final ArchRule onlyTheBridgeListens =
      noClasses()
          .that(resideInAPackage("io.lattice.."))
          .and()
          .resideOutsideOfPackage(BRIDGE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(HttpServer.class);

  @ArchTest
  static final ArchRule onlyTheClusterKnowsHazelcast =
      noClasses()
          .that(resideInAPackage("io.lattice.."))
          .and()
          .resideOutsideOfPackage(CLUSTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.hazelcast..");

  /** The client of the api is the one exception: who uses it has no assembly. */
  @ArchTest
  static final ArchRule nobodyReadsAClock =
      noClasses()
          .that(resideInAPackage("io.lattice.."))
          .and()
          .resideOutsideOfPackage(NODE)
          .and()
          .doNotHaveFullyQualifiedName("io.lattice.api.Lattice")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule verticlesExtendVerticleBase =
      classes().that(simpleNameEndingWith("Verticle")).should().beAssignableTo(VerticleBase.class);

  @ArchTest
  static final ArchRule concernsHaveNoCycles =
      slices().matching("io.lattice.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule apiHasNoCycles =
      slices().matching("io.lattice.api.(chat|wire)..").should().beFreeOfCycles();
}
