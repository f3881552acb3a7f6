package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Carries out every command of README.md with what the build made, on other ports. Two are not
 * carried out to their end: {@code test} would run this very test, and {@code bench} takes long.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeIT {

  private static final Path BUILT = Path.of(System.getProperty("lattice.distribution", "."));
  private static final String READY = "is ready";

  /** What is done with each command; one that is not here fails. */
  private final Map<String, Case> commands =
      Map.of(
          "./run.sh",
          this::runsOneNode,
          "./run.sh test",
          this::callsMaven,
          Readme.curl(),
          this::answersCurl,
          "./run.sh ask \"How do I add a provider?\" --stream",
          this::answersAQuestion,
          "OPENAI_API_KEY=sk-... ./run.sh",
          this::takesAKey,
          "./run.sh check",
          this::checksTheProviders,
          "./run.sh --nodes 3",
          this::runsThreeNodes,
          "./run.sh --only openai,embedded",
          this::runsOnlyThese,
          "./run.sh bench",
          this::isToldOf);

  private Path folder;
  private int port;
  private Installation lattice;
  private Program node;

  @BeforeAll
  void runTheNodeThatIsAsked(@TempDir Path shared) throws IOException {
    folder = shared;
    if (!Files.exists(BUILT.resolve("lattice.jar"))) {
      System.err.println("WARN: skipped the commands of README.md: nothing is built in " + BUILT);
      Assumptions.abort("nothing is built in " + BUILT);
    }
    port = Installation.freePorts(1);
    lattice = install(port, Map.of());
    node = lattice.run(Readme.arguments("./run.sh"));
    node.awaitOutput(READY, 1);
  }

  @AfterAll
  void endTheNode() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void knowsEveryCommand() {
    assertThat(Readme.blocks("sh")).containsExactlyInAnyOrderElementsOf(commands.keySet());
  }

  @TestFactory
  Stream<DynamicTest> everyCommandDoesWhatItSays() {
    return commands.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> each.getValue().carryOut(each.getKey())));
  }

  private void runsOneNode(String command) {
    assertThat(node.output()).contains("http://127.0.0.1:" + port, "curl", "XAI_API_KEY");
    assertThat(providersOf(node)).containsExactly("embedded");
  }

  private void callsMaven(String command) throws Exception {
    Path sources = Files.createTempDirectory(folder, "sources");
    Sandbox sandbox = new Sandbox(sources).withMaven().withJdk("seventeen", "17.0.15");

    assertThat(sandbox.run(Readme.arguments(command)).code()).isZero();
    assertThat(sandbox.calls()).singleElement().asString().startsWith("mvn -B verify");
  }

  private void answersCurl(String command) throws Exception {
    assertThat(Curl.run(Readme.at(port, command))).contains(Readme.SOURCE);
  }

  private void answersAQuestion(String command) throws Exception {
    try (Program ask = lattice.run(Readme.arguments(command))) {
      assertThat(ask.exitCode()).as(ask.output()).isZero();
      assertThat(ask.output()).contains(Readme.SOURCE);
    }
  }

  private void takesAKey(String command) throws IOException {
    String[] assignment = command.substring(0, command.indexOf(' ')).split("=", 2);
    Installation keyed = install(Installation.freePorts(1), Map.of(assignment[0], assignment[1]));
    try (Program one = keyed.run()) {
      one.awaitOutput(READY, 1);
      assertThat(providersOf(one)).containsExactlyInAnyOrder("embedded", "openai");
    }
  }

  private void checksTheProviders(String command) throws Exception {
    try (Program check = lattice.run(Readme.arguments(command))) {
      assertThat(check.exitCode()).as(check.output()).isZero();
      assertThat(check.output())
          .contains("embedded", "XAI_API_KEY is not set")
          .endsWith("All that was asked is in order.\n");
    }
  }

  private void runsOnlyThese(String command) throws IOException {
    Map<String, String> keys = Map.of("OPENAI_API_KEY", "sk-1", "XAI_API_KEY", "sk-2");
    Installation keyed = install(Installation.freePorts(1), keys);
    try (Program some = keyed.run(Readme.arguments(command))) {
      some.awaitOutput(READY, 1);
      assertThat(providersOf(some)).containsExactlyInAnyOrder("embedded", "openai");
    }
  }

  private void runsThreeNodes(String command) throws Exception {
    int first = Installation.freePorts(3);
    try (Program three = install(first, Map.of()).run(Readme.arguments(command))) {
      three.awaitOutput(READY, 3);
      assertThat(Curl.run(Readme.at(first + 2, Readme.curl()))).contains(Readme.SOURCE);
    }
  }

  private void isToldOf(String command) throws Exception {
    try (Program help = lattice.run("--help")) {
      assertThat(help.exitCode()).isZero();
      assertThat(help.output()).contains(command);
    }
  }

  private Installation install(int httpPort, Map<String, String> keys) throws IOException {
    Map<String, String> environment = new HashMap<>(keys);
    environment.put("LATTICE_HTTP_PORT", Integer.toString(httpPort));
    environment.put("LATTICE_CLUSTER_PORT", Integer.toString(Installation.freePorts(3)));
    return new Installation(Files.createTempDirectory(folder, "lattice"), environment);
  }

  /** The providers that a node says it runs. */
  private static List<String> providersOf(Program node) {
    return node.output()
        .lines()
        .filter(line -> line.startsWith("  providers "))
        .findFirst()
        .map(line -> List.of(line.substring("  providers ".length()).strip().split(", ")))
        .orElse(List.of());
  }

  private interface Case {
    void carryOut(String command) throws Exception;
  }
}
