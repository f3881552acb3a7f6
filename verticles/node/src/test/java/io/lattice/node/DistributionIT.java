package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build made, used as an operator does: by {@code run.sh}, over HTTP and by signals. */
class DistributionIT {

  private final HttpClient http = HttpClient.newHttpClient();
  private @TempDir Path folder;
  private int port;
  private Installation lattice;

  /** Once, so that every start after it is short and says nothing but what it has to. */
  @BeforeAll
  static void makeTheArchive(@TempDir Path elsewhere) throws Exception {
    try (var program = new Installation(elsewhere, Map.of()).run("--only", "nobody")) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.output())
          .doesNotContain("could not be made")
          .contains("--only names 'nobody', which is no provider; there are embedded, openai");
    }
  }

  @BeforeEach
  void install() throws IOException {
    port = Installation.freePorts(3);
    int cluster = Installation.freePorts(3);
    lattice =
        new Installation(
            folder,
            Map.of(
                "LATTICE_HTTP_PORT", Integer.toString(port),
                "LATTICE_CLUSTER_PORT", Integer.toString(cluster)));
  }

  @Test
  void answersWithoutAnyKeyAndEndsCleanly() throws Exception {
    try (var node = lattice.run()) {
      node.awaitOutput("is ready", 1);

      assertThat(node.output()).contains("http://127.0.0.1:" + port, "OPENAI_API_KEY", "curl");
      assertThat(post(port, false).body()).satisfies(DistributionIT::isAnAnswer);
      assertThat(post(port, true).body()).contains("data: {").endsWith("data: [DONE]\n\n");
      assertThat(said("ask", "What is Lattice?")).contains("Lattice");
      assertThat(said("ask", "What is Lattice?", "--stream")).contains("Lattice");

      node.terminate();
      assertThat(node.exitCode()).isZero();
    }
  }

  @Test
  void saysThatNoNodeIsThereToAsk() throws Exception {
    try (var ask = lattice.run("ask", "Who are you?")) {
      assertThat(ask.exitCode()).isEqualTo(1);
      assertThat(ask.output())
          .isEqualTo("No node answers at http://127.0.0.1:%d; start one with ./run.sh.%n", port);
    }
  }

  @Test
  void saysInOneSentenceThatThePortIsTaken() throws Exception {
    try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var node = lattice.run()) {
      assertThat(node.exitCode()).isEqualTo(1);
      assertThat(node.output())
          .isEqualTo(
              "Port %d on 127.0.0.1 is taken; stop the other program or set LATTICE_HTTP_PORT.%n",
              other.getLocalPort());
    }
  }

  @Test
  void listsEveryProblemOfTheConfiguration() throws Exception {
    lattice.write(
        "config/lattice.yaml",
        """
        brigde:
          port: 1
        timeouts:
          connect: soon
        """);

    try (var node = lattice.run()) {
      assertThat(node.exitCode()).isEqualTo(1);
      assertThat(node.output())
          .startsWith("2 problems in the configuration:")
          .contains("config/lattice.yaml", "brigde", "soon")
          .hasLineCount(3);
    }
  }

  @Test
  void namesAProviderThatIsNone() throws Exception {
    try (var node = lattice.run("--only", "opnai")) {
      assertThat(node.exitCode()).isEqualTo(1);
      assertThat(node.output())
          .isEqualTo("--only names 'opnai', which is no provider; did you mean 'openai'?\n");
    }
  }

  @Test
  void runsAClusterOfWhichOneMayDie() throws Exception {
    try (var cluster = lattice.run("--nodes", "3")) {
      cluster.awaitOutput("is ready", 3);
      assertThat(post(port + 2, false).body()).satisfies(DistributionIT::isAnAnswer);

      cluster.children().filter(DistributionIT::isJava).findAny().orElseThrow().destroyForcibly();
      cluster.awaitOutput("has ended with exit code 137; 2 of the cluster's nodes run on", 1);

      cluster.terminate();
      assertThat(cluster.exitCode()).isZero();
    }
  }

  private String said(String... arguments) throws Exception {
    try (var program = lattice.run(arguments)) {
      assertThat(program.exitCode()).as(program.output()).isZero();
      return program.output();
    }
  }

  private HttpResponse<String> post(int to, boolean stream) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"model":"lattice-guide","stream":%s,
                     "messages":[{"role":"user","content":"What is Lattice?"}]}
                    """
                        .formatted(stream)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static void isAnAnswer(String body) {
    var message = new JsonObject(body).getJsonArray("choices").getJsonObject(0);
    assertThat(message.getJsonObject("message").getString("content")).contains("Lattice");
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }
}
