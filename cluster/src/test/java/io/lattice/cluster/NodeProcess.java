package io.lattice.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One node as a process of its own: {@code NodeProcess <members> <region> <provider>}. It answers
 * on {@code echo.<id>}, tells what happens line by line, drains when it reads a line, and leaves
 * the cluster when its input ends.
 */
final class NodeProcess {

  private NodeProcess() {}

  public static void main(String[] args) throws IOException {
    ClusteredVertx node =
        TestNodes.await(
            ClusteredVertx.start(
                TestNodes.SMALL,
                ClusterOptions.onLoopback("test")
                    .withPort(0)
                    .withMembers(MemberAddress.parseList(args[0]))
                    .withRegion(args[1])
                    .withProviders(Set.of(args[2]))));
    node.nodes().onJoined(other -> say("joined " + other.id()));
    node.nodes().onLeft(other -> say("left " + other.id()));
    PauseDetector.watch(node.vertx(), System::nanoTime, pause -> say("paused"));
    String id = node.nodes().snapshot().local().id();
    TestNodes.await(
        node.vertx()
            .eventBus()
            .<String>consumer("echo." + id, message -> message.reply(message.body() + "!"))
            .completion());
    say("ready " + node.address() + " " + id);
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (input.readLine() != null) {
      TestNodes.await(node.nodes().markDraining());
      say("draining");
    }
    TestNodes.await(node.close());
    say("closed");
  }

  private static void say(String what) {
    System.out.println(what);
  }
}
