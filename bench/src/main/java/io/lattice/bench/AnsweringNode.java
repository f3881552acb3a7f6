package io.lattice.bench;

import io.lattice.api.Addresses;
import io.lattice.api.stream.Inbox;
import io.lattice.cluster.ClusterOptions;
import io.lattice.cluster.ClusteredVertx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;

/**
 * The process that answers: says {@code ready}, where it listens and its node's id in one line, and
 * ends when its input does.
 */
final class AnsweringNode {
  static final String PROVIDER = "torrent";

  private AnsweringNode() {}

  public static void main(String[] args) throws IOException {
    ClusteredVertx.start(Loops.options(), ClusterOptions.onLoopback("bench").withPort(0))
        .compose(node -> answer(node).map(id -> "ready " + node.address() + " " + id))
        .onSuccess(System.out::println)
        .onFailure(
            problem -> {
              problem.printStackTrace();
              Runtime.getRuntime().halt(1);
            });
    while (System.in.read() >= 0) {
      // Only its end matters.
    }
    System.exit(0);
  }

  private static Future<String> answer(ClusteredVertx node) {
    Vertx vertx = node.vertx();
    String id = node.nodes().snapshot().local().id();
    return Loops.on(
        vertx,
        () ->
            Inbox.open(vertx, "answers", Loops.STREAMS, System::nanoTime)
                .compose(
                    inbox ->
                        vertx
                            .eventBus()
                            .consumer(
                                Addresses.provider(PROVIDER, id),
                                message ->
                                    inbox.answer(
                                        message, (call, deployment, out) -> new Torrent(out)))
                            .completion())
                .map(id));
  }
}
