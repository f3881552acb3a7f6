package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.node.Sandbox.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunScriptTest {

  private static final String START_17 =
      "seventeen @verticles/node/target/lattice/jvm/java-17.options"
          + " -XX:SharedArchiveFile=verticles/node/target/lattice/archive/";

  private Sandbox sandbox;

  @BeforeEach
  void makeSandbox(@TempDir Path folder) throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void tellsHowItIsUsedWithoutJdkOrMaven() throws Exception {
    Result help = sandbox.run("--help");

    assertThat(help.code()).isZero();
    assertThat(help.output())
        .startsWith("usage: ./run.sh")
        .contains("--nodes", "--only", "ask", "check");
  }

  @ParameterizedTest
  @CsvSource({
    "--nodse, Unknown option '--nodse'.",
    "tset, Unknown command 'tset'.",
    "--only, --only needs a value.",
    "--nodes=0, '--nodes takes a number from 1 to 9, not ''0''.'",
  })
  void namesWhatItDoesNotKnowAndTellsHowItIsUsed(String word, String sentence) throws Exception {
    Result refused = sandbox.run(word);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.output()).startsWith(sentence + "\nusage: ./run.sh");
  }

  @Test
  void saysHowToGetAJdkWhereThereIsNone() throws Exception {
    Result refused = sandbox.withMaven().withJdk("eleven", "11.0.2").run();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output())
        .startsWith("No JDK 17 or newer was found: install one")
        .hasLineCount(1);
  }

  @Test
  void namesALatticeJavaHomeThatIsNone() throws Exception {
    Result refused = sandbox.with("LATTICE_JAVA_HOME", "/nowhere").run();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).startsWith("LATTICE_JAVA_HOME is '/nowhere', which is not");
  }

  @Test
  void saysHowToGetMavenWhereThereIsNone() throws Exception {
    Result refused = sandbox.withJdk("seventeen", "17.0.15").run();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).startsWith("Maven was not found: install Maven").hasLineCount(1);
  }

  @Test
  void buildsThenRehearsesThenStarts() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15");

    Result started = sandbox.run("--only", "openai,xai");

    assertThat(started.code()).isZero();
    assertThat(sandbox.calls())
        .hasSize(3)
        .satisfies(calls -> assertThat(calls.get(0)).startsWith("mvn -B -q package"))
        .satisfies(calls -> assertThat(calls.get(1)).contains("lattice.jar rehearse "))
        .satisfies(
            calls ->
                assertThat(calls.get(2))
                    .startsWith(START_17)
                    .endsWith(" -jar verticles/node/target/lattice/lattice.jar --only openai,xai"));
  }

  @Test
  void startsAtOnceWhereNothingHasChanged() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").run();
    sandbox.calls();

    Result second = sandbox.run();

    assertThat(second.output()).isEmpty();
    assertThat(sandbox.calls()).singleElement().asString().startsWith(START_17);
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml",
    "docs/README.md",
    "config/src/main/java/Config.java",
    "cluster/src/main/java/Cluster.java",
    "verticles/node/src/main/java",
  })
  void buildsAgainWhereASourceOrAFolderOfSourcesHasChanged(String file) throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").run();
    sandbox.calls();
    sandbox.change(file);

    sandbox.run();

    assertThat(sandbox.calls()).first().asString().startsWith("mvn");
  }

  @Test
  void doesNotBuildForAChangedTest() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").run();
    sandbox.calls();
    sandbox.change("verticles/node/src/test/java/MainTest.java");

    sandbox.run();

    assertThat(sandbox.calls()).hasSize(1);
  }

  @Test
  void makesANewArchiveWhereAJarHasChanged() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").run();
    sandbox.calls();
    sandbox.change("verticles/node/target/lattice/lattice.jar");

    sandbox.run();

    assertThat(sandbox.calls()).first().asString().contains(" rehearse ");
  }

  @Test
  void runsOnTheNewestJdkAndBuildsWithTheOldestThatCan() throws Exception {
    sandbox
        .withMaven()
        .withJdk("eight", "1.8.0_392")
        .withJdk("seventeen", "17.0.15")
        .withJdk("twentyfive", "25.0.3")
        .withJdk("twentyone", "21.0.1");

    sandbox.run();

    assertThat(sandbox.calls())
        .satisfies(calls -> assertThat(calls.get(0)).endsWith("with jdks/seventeen"))
        .satisfies(
            calls ->
                assertThat(calls.get(2))
                    .startsWith("twentyfive @verticles/node/target/lattice/jvm/java-25.options")
                    .contains("-XX:AOTCache="));
  }

  @Test
  void startsAllTheSameWhereTheRehearsalFails() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").withFailingRehearsal("seventeen");

    Result first = sandbox.run();
    Result second = sandbox.run();

    assertThat(first.output()).contains("It could not be made, see ");
    assertThat(first.code()).isZero();
    assertThat(second.output()).isEmpty();
    assertThat(sandbox.calls().stream().filter(call -> call.contains(" rehearse "))).hasSize(1);
  }

  @Test
  void handsFlagsOfTheOperatorsToTheJvm() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").with("LATTICE_JAVA_OPTS", "-Xmx1g -Da=b");

    sandbox.run();

    assertThat(sandbox.calls()).last().asString().contains(" -Xmx1g -Da=b -jar ");
  }

  @Test
  void asksWithoutBuilding() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").run();
    sandbox.calls();
    sandbox.change("pom.xml");

    sandbox.run("ask", "Who are you?", "--stream");

    assertThat(sandbox.calls()).singleElement().asString().endsWith(" ask Who are you? --stream");
  }

  @Test
  void saysThatANodeHasToBeStartedBeforeItIsAsked() throws Exception {
    Result refused = sandbox.withJdk("seventeen", "17.0.15").run("ask", "Who are you?");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).startsWith("No node was started here yet");
  }

  @Test
  void buildsBeforeTheFirstCheckAndStartsNoNode() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15");

    Result checked = sandbox.run("check", "--only", "openai");

    assertThat(checked.code()).isZero();
    assertThat(sandbox.calls())
        .hasSize(2)
        .satisfies(calls -> assertThat(calls.get(0)).startsWith("mvn -B -q package"))
        .satisfies(
            calls ->
                assertThat(calls.get(1))
                    .startsWith("seventeen @verticles/node/target/lattice/jvm/java-17.options")
                    .endsWith(
                        " -jar verticles/node/target/lattice/lattice.jar check --only openai"));
  }

  @Test
  void checksWithoutBuildingUnderANodeThatMayRun() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").run();
    sandbox.calls();
    sandbox.change("pom.xml");

    sandbox.run("check");

    assertThat(sandbox.calls()).singleElement().asString().endsWith(" check");
  }

  @Test
  void neverBuildsForACheckWhereItIsToldSo() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").with("LATTICE_BUILD", "never");

    Result refused = sandbox.run("check");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).startsWith("Nothing is built yet and LATTICE_BUILD is 'never'");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void neverBuildsWhereItIsToldSo() throws Exception {
    sandbox.withMaven().withJdk("seventeen", "17.0.15").with("LATTICE_BUILD", "never");

    Result refused = sandbox.run();

    assertThat(refused.output()).startsWith("Nothing is built yet and LATTICE_BUILD is 'never'");
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void addsUpTheTestsOfEveryModule() throws Exception {
    sandbox
        .withJdk("seventeen", "17.0.15")
        .withMaven(
            """
            [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in A
            [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0
            some output of a test
            [WARNING] Tests run: 40, Failures: 0, Errors: 0, Skipped: 1
            """,
            0);

    Result tested = sandbox.run("test");

    assertThat(tested.code()).isZero();
    assertThat(tested.output())
        .doesNotContain("some output")
        .endsWith("Tests run: 43, Failures: 0, Errors: 0, Skipped: 1\n");
  }

  @Test
  void failsWhereATestDoes() throws Exception {
    sandbox
        .withJdk("seventeen", "17.0.15")
        .withMaven("[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 0\n", 1);

    Result tested = sandbox.run("test");

    assertThat(tested.code()).isEqualTo(1);
    assertThat(tested.output())
        .contains("Tests run: 3, Failures: 1, Errors: 0, Skipped: 0\n")
        .endsWith("The tests failed; all that Maven said is in target/test.log.\n");
  }
}
