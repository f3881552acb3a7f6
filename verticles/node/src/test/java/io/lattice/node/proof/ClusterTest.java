package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes: an edge that runs no provider, one that runs alpha and one that runs beta. The
 * second is killed and frozen, and comes back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
  private static final String HEAP = "128m";
  private static final String PIECE = "0123456789abcdef".repeat(1024);
  private static final int PIECES = 2_500;
  private static final int SLOW_READERS = 4;

  /** Three JVMs start at once, and a node that was frozen waits until it serves again. */
  private static final Duration START = Duration.ofMinutes(2);

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final List<Integer> clusterPorts =
      List.of(ProofConfig.freePort(), ProofConfig.freePort(), ProofConfig.freePort());
  private Path folder = Path.of("");

  @RegisterExtension
  final AfterTestExecutionCallback logsBesideAFailure =
      context ->
          context
              .getExecutionException()
              .ifPresent(failure -> failure.addSuppressed(new AssertionError(logs())));

  @BeforeAll
  void startThree(@TempDir Path empty) {
    folder = empty;
    new ProofConfig()
        .with("timeouts: {headers: 60 s, idle: 60 s, first_token: 120 s}")
        // The slow readers are read one after the other, and one that waits its turn takes nothing.
        .with("bridge: {write_timeout: 600 s}")
        .with("shutdown: {not_ready: 0 s, drain: 1 s}")
        .provider("alpha", upstream.url("/alpha"))
        .provider("beta", upstream.url("/beta"))
        .provider("none", upstream.url("/none"))
        .model("alpha-only", "alpha")
        .model("beta-only", "beta")
        .model("both", "alpha", "beta")
        .writeTo(folder);
    nodes.add(node(0, "none"));
    nodes.add(node(1, "alpha"));
    nodes.add(node(2, "beta"));
    awaitAgreement();
  }

  @AfterEach
  void alphaIsBack() {
    upstream.clear();
    if (!nodes.get(1).isAlive()) {
      nodes.set(1, node(1, "alpha"));
    }
    awaitAgreement();
  }

  /**
   * Waits until every node sees the same three, and each of them with its provider. That they are
   * ready and three is not enough: the others learn a moment later what a node runs, and a node
   * that has just died is still counted.
   */
  private void awaitAgreement() {
    try {
      Patience.await("three nodes that see each other")
          .atMost(START)
          .ignoreExceptions()
          .until(this::agree);
    } catch (ConditionTimeoutException never) {
      throw new AssertionError("the nodes do not agree" + logs(), never);
    }
  }

  private boolean agree() {
    Set<Set<String>> views =
        nodes.stream().map(node -> serving(node.seen())).collect(Collectors.toSet());
    Set<String> runs =
        views.iterator().next().stream()
            .map(node -> node.substring(node.indexOf(' ') + 1))
            .collect(Collectors.toSet());
    return views.size() == 1 && runs.equals(Set.of("[none]", "[alpha]", "[beta]"));
  }

  /** Each node's id and what may be asked of it. */
  private static Set<String> serving(JsonArray seen) {
    return seen.stream()
        .map(JsonObject.class::cast)
        .map(
            node ->
                node.getString("id")
                    + " "
                    + (node.getBoolean("draining")
                        ? "nothing"
                        : node.getJsonArray("providers").getList()))
        .collect(Collectors.toSet());
  }

  private String logs() {
    return nodes.stream()
        .map(node -> "\n--- node " + nodes.indexOf(node) + "\n" + node.log())
        .collect(Collectors.joining());
  }

  @AfterAll
  void end() {
    nodes.forEach(NodeProcess::close);
    upstream.close();
  }

  private NodeProcess node(int index, String provider) {
    List<String> members =
        clusterPorts.stream()
            .filter(port -> !port.equals(clusterPorts.get(index)))
            .map(port -> "127.0.0.1:" + port)
            .toList();
    return NodeProcess.start(
        folder,
        HEAP,
        Map.of(
            "PROOF_KEY",
            "sk-proof",
            "LATTICE_REGION",
            "region-" + index,
            "LATTICE_CLUSTER_PORT",
            clusterPorts.get(index).toString(),
            "LATTICE_CLUSTER_MEMBERS",
            String.join(",", members)),
        "--only",
        provider);
  }

  private Gateway edge() {
    return nodes.get(0).gateway();
  }

  private NodeProcess alphaNode() {
    return nodes.get(1);
  }

  @Test
  void everyNodeTellsOfAllNodesAndTheirRegions() {
    for (NodeProcess node : nodes) {
      assertThat(node.seen())
          .map(seen -> ((JsonObject) seen).getString("region"))
          .containsExactlyInAnyOrder("region-0", "region-1", "region-2");
    }
  }

  @Test
  void aQuestionToAnyNodeIsAnsweredByTheNodeThatRunsTheProvider() {
    upstream.on("alpha-only", OpenAiStreams.whole("from alpha"));
    upstream.on("beta-only", OpenAiStreams.complete("from ", "beta"));

    for (NodeProcess node : nodes) {
      assertThat(node.gateway().ask("alpha-only").text()).isEqualTo("from alpha");
      assertThat(node.gateway().stream("beta-only").text()).isEqualTo("from beta");
    }
  }

  @Test
  void slowReadersKeepMemoryFlatAndLoseNothing() {
    upstream.on("alpha-only", flood());
    List<OpenStream> readers = new ArrayList<>();
    for (int i = 0; i < SLOW_READERS; i++) {
      readers.add(edge().openNarrow(Gateway.streamed("alpha-only"), 8 * 1024));
    }
    readers.forEach(reader -> assertThat(reader.nextText()).isEqualTo("begin "));

    // All of them together are more than any of the nodes has memory for.
    long held = upstream.calls("alpha-only").stream().mapToLong(Call::whereItStops).sum();

    assertThat(held).isLessThan(SLOW_READERS * 20L * 1024 * 1024);
    for (OpenStream reader : readers) {
      assertInOrder(reader.rest());
      reader.close();
    }
    assertThat(nodes).allMatch(NodeProcess::isAlive);
    assertThat(nodes).noneMatch(node -> node.log().contains("Discarding message"));
  }

  private static Script flood() {
    return OpenAiStreams.begun("begin ")
        .sendEach(PIECES, i -> "data: " + OpenAiWire.text(i + ":" + PIECE + "\n") + "\n\n")
        .event(OpenAiWire.finish("stop"))
        .done();
  }

  private static void assertInOrder(StreamReply reply) {
    assertThat(reply.isComplete()).isTrue();
    List<String> lines = reply.text().lines().toList();
    assertThat(lines).hasSize(PIECES);
    for (int i = 0; i < PIECES; i++) {
      assertThat(lines.get(i)).isEqualTo(i + ":" + PIECE);
    }
  }

  @Test
  void aKilledNodeBeforeTheFirstTokenFallsBack() {
    upstream.on("both", Script.raw().stall(), OpenAiStreams.complete("from ", "beta"));

    try (OpenStream open = edge().open(Gateway.streamed("both"))) {
      assertThat(upstream.awaitCall("both").target()).startsWith("/alpha/");
      alphaNode().kill();
      StreamReply reply = open.rest();

      assertThat(reply.text()).as("%s", reply).isEqualTo("from beta");
      assertThat(reply.header("x-lattice-deployment")).contains("beta");
    }
  }

  @Test
  void aKilledNodeBeforeTheFirstTokenFailsTypedWhereNobodyElseIs() {
    upstream.on("alpha-only", Script.raw().stall());

    try (OpenStream open = edge().open(Gateway.streamed("alpha-only"))) {
      upstream.awaitCall("alpha-only");
      alphaNode().kill();
      StreamReply reply = open.rest();

      assertThat(reply.status()).as("%s", reply).isIn(502, 503);
      assertThat(reply.isComplete()).isFalse();
    }
  }

  @Test
  void aKilledNodeAfterTheFirstTokenIsOneTypedErrorAtOnce() {
    upstream.on("both", OpenAiStreams.begun("Hello").stall());

    try (OpenStream open = edge().open(Gateway.streamed("both"))) {
      assertThat(open.nextText()).isEqualTo("Hello");
      long killed = System.nanoTime();
      alphaNode().kill();
      StreamReply reply = open.rest();

      report("kill -9", killed);
      assertThat(reply.code()).isEqualTo("stream_interrupted");
    }
  }

  @Test
  void aFrozenNodeIsFoundOut() {
    upstream.on("both", OpenAiStreams.begun("Hello").stall());

    try (OpenStream open = edge().open(Gateway.streamed("both"))) {
      assertThat(open.nextText()).isEqualTo("Hello");
      long frozen = System.nanoTime();
      alphaNode().freeze();
      StreamReply reply = open.rest();

      report("SIGSTOP", frozen);
      assertThat(reply.code()).isEqualTo("stream_interrupted");
    } finally {
      alphaNode().thaw();
    }
    // It answers that it is ready until it has noticed, and may be asked something by then.
    Patience.await("a node that keeps away").until(() -> !alphaNode().isReady());
  }

  private static void report(String what, long since) {
    System.out.printf(
        "%s was an error event after %d ms%n",
        what, Duration.ofNanos(System.nanoTime() - since).toMillis());
  }
}
