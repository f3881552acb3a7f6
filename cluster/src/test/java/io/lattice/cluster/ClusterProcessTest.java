package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.eventbus.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nodes in processes of their own, so that they can be killed, frozen and looked at. Few tests, for
 * every process costs seconds to start.
 */
@ExtendWith(NothingDiscarded.class)
class ClusterProcessTest {

  @RegisterExtension final TestNodes nodes = new TestNodes();

  private final Queue<String> left = new ConcurrentLinkedQueue<>();
  private final Queue<String> joined = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void onLinux() {
    boolean linux = Files.isDirectory(Path.of("/proc/self/fd"));
    if (!linux) {
      System.err.println("WARN: no /proc here: killing and freezing nodes is not tested");
    }
    assumeTrue(linux, "signals and /proc need Linux");
  }

  @Test
  void listensOnLoopbackAndLeavesInOrder() throws IOException, InterruptedException {
    ClusteredVertx here = nodes.start(ClusterOptions.onLoopback("test").withPort(0));
    watch(here);
    try (ChildNode child = new ChildNode(here.address().toString(), "eu", "azure")) {
      String id = child.id();
      Node seen = seen(here, id);
      assertThat(seen.region()).isEqualTo("eu");
      assertThat(seen.providers()).containsExactly("azure");
      assertThat(ListeningPorts.of(child.pid())).isNotEmpty().allMatch(ListeningPorts::isLoopback);

      child.leave();

      Awaitility.await().untilAsserted(() -> assertThat(left).containsExactly(id));
      assertThat(here.nodes().snapshot().nodes()).hasSize(1);
    }
  }

  /** The oldest first: the others must agree on another that leads before they can act. */
  @Test
  void tellsEveryNodeOfThoseThatAreKilled() throws IOException, InterruptedException {
    try (ChildNode oldest = new ChildNode("", "eu", "azure");
        ChildNode youngest = new ChildNode(oldest.address().toString(), "eu", "azure")) {
      ClusteredVertx here = joining(youngest);
      watch(here);
      Awaitility.await().until(() -> here.nodes().snapshot().nodes().size() == 3);

      oldest.signal("KILL");

      Awaitility.await().untilAsserted(() -> assertThat(left).containsExactly(oldest.id()));
      youngest.awaitLine("left " + oldest.id());

      youngest.signal("KILL");

      Awaitility.await()
          .untilAsserted(() -> assertThat(left).containsExactly(oldest.id(), youngest.id()));
      assertThat(here.nodes().snapshot().nodes()).hasSize(1);
    }
  }

  @Test
  void givesUpAFrozenNodeAndTakesItBackWhenItWakes() throws IOException, InterruptedException {
    try (ChildNode frozen = new ChildNode("", "eu", "azure")) {
      String id = frozen.id();
      ClusteredVertx here = joining(frozen);
      ClusteredVertx other = joining(frozen);
      watch(here);
      frozen.drain();
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> seen(here, id).draining() && seen(other, id).draining());

      frozen.signal("STOP");

      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(left).containsExactly(id));
      Awaitility.await().until(() -> other.nodes().snapshot().find(id).isEmpty());

      frozen.signal("CONT");

      frozen.awaitLine("paused");
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(joined).containsExactly(id));
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> seen(here, id).draining() && seen(other, id).draining());
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(() -> ask(here, "echo." + id).equals("hello!"));
    }
  }

  private ClusteredVertx joining(ChildNode child) {
    return nodes.start(
        ClusterOptions.onLoopback("test").withPort(0).withMembers(List.of(child.address())));
  }

  private void watch(ClusteredVertx node) {
    node.nodes().onJoined(other -> joined.add(other.id()));
    node.nodes().onLeft(other -> left.add(other.id()));
  }

  private static Node seen(ClusteredVertx looking, String id) {
    return looking.nodes().snapshot().find(id).orElseThrow();
  }

  private static String ask(ClusteredVertx asking, String address) {
    var options = new DeliveryOptions().setSendTimeout(1_000);
    return TestNodes.await(asking.vertx().eventBus().<String>request(address, "hello", options))
        .body();
  }
}
