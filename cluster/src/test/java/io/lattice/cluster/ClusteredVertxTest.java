package io.lattice.cluster;

import static io.lattice.cluster.TestNodes.SMALL;
import static io.lattice.cluster.TestNodes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hazelcast.core.Hazelcast;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(NothingDiscarded.class)
class ClusteredVertxTest {

  @RegisterExtension final TestNodes nodes = new TestNodes();

  @Test
  void seesOfEveryNodeWhereItIsAndWhatItRuns() {
    ClusteredVertx first = nodes.start("us", Set.of("openai", "xai"));
    ClusteredVertx second = nodes.start("eu", Set.of("azure"), first);
    ClusteredVertx third = nodes.start(null, Set.of(), first);

    for (ClusteredVertx node : List.of(first, second, third)) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(node.nodes().snapshot().nodes())
                      .containsExactly(
                          expected(first, node, "us", Set.of("openai", "xai")),
                          expected(second, node, "eu", Set.of("azure")),
                          expected(third, node, null, Set.of())));
    }
  }

  private static Node expected(
      ClusteredVertx node, ClusteredVertx looking, @Nullable String region, Set<String> providers) {
    String id = node.nodes().snapshot().local().id();
    return new Node(
        id, node.address().toString(), region, providers, false, "test", node == looking);
  }

  @Test
  void sendsToTheNodeThatAnAddressNamesWithoutLookingForOthers() {
    // given two that listen at one address, whose name tells the second
    ClusteredVertx first = nodes.start(null, Set.of());
    ClusteredVertx second = nodes.start(null, Set.of(), first);
    String named = second.nodes().snapshot().local().id();
    ClusteredVertx asking =
        nodes.start(
            ClusterOptions.onLoopback("test").withPort(0).withMembers(List.of(first.address())),
            address -> address.startsWith("of.") ? named : null);
    for (ClusteredVertx each : List.of(first, second)) {
      String id = each.nodes().snapshot().local().id();
      await(
          each.vertx()
              .eventBus()
              .consumer("of.second", question -> question.reply(id))
              .completion());
    }
    Awaitility.await().until(() -> asking.nodes().snapshot().nodes().size() == 3);
    // then
    for (int i = 0; i < 6; i++) {
      assertThat(await(asking.vertx().eventBus().<String>request("of.second", "who")).body())
          .isEqualTo(named);
    }
  }

  @Test
  void answersQuestionsOfOtherNodes() {
    ClusteredVertx asking = nodes.start("us", Set.of());
    ClusteredVertx answering = nodes.start("us", Set.of(), asking);
    String address = "echo." + answering.nodes().snapshot().local().id();
    await(
        answering
            .vertx()
            .eventBus()
            .<String>consumer(address, message -> message.reply(message.body() + "!"))
            .completion());

    var reply = await(asking.vertx().eventBus().request(address, "hello"));

    assertThat(reply.body()).isEqualTo("hello!");
  }

  @Test
  void hearsOfNodesThatComeAndGo() {
    ClusteredVertx staying = nodes.start("us", Set.of());
    Queue<Node> joined = new ConcurrentLinkedQueue<>();
    Queue<Node> left = new ConcurrentLinkedQueue<>();
    staying.nodes().onJoined(joined::add);
    staying.nodes().onLeft(left::add);

    ClusteredVertx going = nodes.start("eu", Set.of("azure"), staying);
    String id = going.nodes().snapshot().local().id();
    Awaitility.await()
        .untilAsserted(() -> assertThat(joined).extracting(Node::id).containsExactly(id));
    await(going.close());

    Awaitility.await()
        .untilAsserted(() -> assertThat(left).extracting(Node::id).containsExactly(id));
    assertThat(left.element().providers()).containsExactly("azure");
    assertThat(staying.nodes().snapshot().nodes()).hasSize(1);
  }

  @Test
  void tellsTheOthersThatItDrainsAndWhatItRuns() {
    ClusteredVertx looking = nodes.start("us", Set.of());
    ClusteredVertx changing = nodes.start("us", Set.of("openai"), looking);
    String id = changing.nodes().snapshot().local().id();
    Awaitility.await()
        .untilAsserted(() -> assertThat(looking.nodes().snapshot().serving("openai")).hasSize(1));

    await(changing.nodes().markDraining());

    assertThat(changing.nodes().snapshot().local().draining()).isTrue();
    Awaitility.await().untilAsserted(() -> assertThat(seen(looking, id).draining()).isTrue());
    assertThat(looking.nodes().snapshot().serving("openai")).isEmpty();

    await(changing.nodes().runs(Set.of("openai", "xai")));
    await(changing.nodes().markServing());

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(looking.nodes().snapshot().serving("xai")).contains(seen(looking, id)));
  }

  /** The late one has no event to learn it from. */
  @Test
  void tellsNodesThatJoinLaterThatItDrains() {
    ClusteredVertx draining = nodes.start("us", Set.of());
    await(draining.nodes().markDraining());

    ClusteredVertx late = nodes.start("us", Set.of(), draining);

    String id = draining.nodes().snapshot().local().id();
    Awaitility.await().untilAsserted(() -> assertThat(seen(late, id).draining()).isTrue());
  }

  @Test
  void forgetsWhatNodesSaidThatAreGone() {
    ClusteredVertx staying = nodes.start("us", Set.of());
    ClusteredVertx going = nodes.start("us", Set.of(), staying);
    await(going.nodes().markDraining());
    var states =
        Hazelcast.getAllHazelcastInstances().stream()
            .filter(
                member ->
                    member.getCluster().getLocalMember().getAddress().getPort()
                        == staying.address().port())
            .findFirst()
            .orElseThrow()
            .getReplicatedMap(SharedStates.NAME);
    Awaitility.await().untilAsserted(() -> assertThat(states.size()).isEqualTo(1));

    await(going.close());

    Awaitility.await().untilAsserted(() -> assertThat(states.size()).isZero());
  }

  private static Node seen(ClusteredVertx looking, String id) {
    return looking.nodes().snapshot().find(id).orElseThrow();
  }

  @Test
  void startsAloneWhereNoListedMemberAnswers() throws IOException {
    ClusteredVertx alone =
        nodes.start(
            ClusterOptions.onLoopback("test").withPort(0).withMembers(List.of(absent(), absent())));

    assertThat(alone.nodes().snapshot().nodes()).hasSize(1);
  }

  private static MemberAddress absent() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new MemberAddress("127.0.0.1", socket.getLocalPort());
    }
  }

  @Test
  void joinsOverIpv6() throws IOException {
    InetAddress loopback = InetAddress.getByName("::1");
    assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "no IPv6 on this machine");
    ClusteredVertx first = nodes.start(onIpv6(List.of()));

    ClusteredVertx second = nodes.start(onIpv6(List.of(first.address())));

    assertThat(second.nodes().snapshot().nodes()).hasSize(2);
  }

  private static ClusterOptions onIpv6(List<MemberAddress> members) {
    return new ClusterOptions("lattice", "::1", 0, 0, members, null, Set.of(), "test", false);
  }

  @Test
  void doesNotJoinAClusterOfAnotherName() {
    ClusteredVertx ours = nodes.start("us", Set.of());

    ClusteredVertx other =
        nodes.start(
            new ClusterOptions(
                "other",
                "127.0.0.1",
                0,
                0,
                List.of(ours.address()),
                null,
                Set.of(),
                "test",
                false));

    assertThat(other.nodes().snapshot().nodes()).hasSize(1);
    assertThat(ours.nodes().snapshot().nodes()).hasSize(1);
  }

  @Test
  void saysWhichPortIsTakenAndLeavesNothingRunning() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      ClusterOptions loopback = ClusterOptions.onLoopback("test");

      assertThatThrownBy(() -> await(ClusteredVertx.start(SMALL, loopback.withPort(port))))
          .isInstanceOf(BindException.class)
          .hasMessage(
              "cluster port %d on 127.0.0.1 is taken; stop what listens there or choose another port",
              port);
      assertThatThrownBy(() -> await(ClusteredVertx.start(SMALL, withBusPort(port))))
          .isInstanceOf(BindException.class)
          .hasMessage(
              "event bus port %d on 127.0.0.1 is taken; stop what listens there or choose another"
                  + " port",
              port);
    }
    assertThat(Hazelcast.getAllHazelcastInstances()).isEmpty();
  }

  private static ClusterOptions withBusPort(int port) {
    return new ClusterOptions(
        "lattice", "127.0.0.1", 0, port, List.of(), null, Set.of(), "test", false);
  }

  @Test
  void refusesToTalkInPlainTextBeyondThisMachine() {
    ClusterOptions options =
        new ClusterOptions("lattice", "192.0.2.1", 0, 0, List.of(), null, Set.of(), "test", false);

    assertThatThrownBy(() -> await(ClusteredVertx.start(SMALL, options)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither encrypted nor authenticated");
  }
}
