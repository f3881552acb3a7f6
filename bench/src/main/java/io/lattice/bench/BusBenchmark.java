package io.lattice.bench;

import io.lattice.api.Addresses;
import io.lattice.api.stream.Inbox;
import io.lattice.cluster.ClusterOptions;
import io.lattice.cluster.ClusteredVertx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many deltas a second travel from one JVM to another over the clustered bus, by the protocol
 * that answers really travel by, with 1, 16 and 64 streams at once. Prints a table.
 *
 * <p>Arguments: rounds, 3 by default, and seconds of each window, 3 by default.
 */
final class BusBenchmark {
  private static final List<Integer> STREAMS = List.of(1, 16, 64);
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration SETTLING = Duration.ofMillis(500);

  private final Vertx vertx;
  private final AnsweringProcess answerer;
  private final Inbox inbox;
  private final List<Window> windows = new ArrayList<>();

  private BusBenchmark(Vertx vertx, AnsweringProcess answerer, Inbox inbox) {
    this.vertx = vertx;
    this.answerer = answerer;
    this.inbox = inbox;
  }

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    Duration length = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 3);
    AnsweringProcess answerer = AnsweringProcess.start();
    Runtime.getRuntime().addShutdownHook(new Thread(answerer::close));
    start(answerer)
        .compose(benchmark -> benchmark.run(rounds, length))
        .onSuccess(windows -> System.out.print(WindowTable.of(STREAMS, windows)))
        .onFailure(Throwable::printStackTrace)
        .onComplete(done -> System.exit(done.succeeded() ? 0 : 1));
  }

  private static Future<BusBenchmark> start(AnsweringProcess answerer) {
    ClusterOptions options =
        ClusterOptions.onLoopback("bench").withPort(0).withMembers(List.of(answerer.address()));
    return ClusteredVertx.start(Loops.options(), options)
        .compose(
            node ->
                Loops.on(
                    node.vertx(),
                    () ->
                        Inbox.open(node.vertx(), "asks", Loops.STREAMS, System::nanoTime)
                            .map(inbox -> new BusBenchmark(node.vertx(), answerer, inbox))));
  }

  private Future<List<Window>> run(int rounds, Duration length) {
    Future<Window> last = window(16, WARM_UP).compose(warm -> window(64, WARM_UP));
    for (int round = 0; round < rounds; round++) {
      for (int streams : STREAMS) {
        last = last.compose(before -> window(streams, length).onSuccess(windows::add));
      }
    }
    return last.map(windows);
  }

  private Future<Window> window(int number, Duration length) {
    Streams streams = new Streams(inbox, Addresses.provider(AnsweringNode.PROVIDER, answerer.id()));
    streams.begin(number);
    return after(SETTLING)
        .compose(settled -> measure(number, streams, length))
        .compose(window -> streams.end().map(window));
  }

  private Future<Window> measure(int number, Streams streams, Duration length) {
    long began = System.nanoTime();
    long deltas = streams.deltas();
    Duration askerCpu = ownCpu();
    Duration answererCpu = answerer.cpu();
    return after(length)
        .map(
            over ->
                new Window(
                    number,
                    streams.deltas() - deltas,
                    Duration.ofNanos(System.nanoTime() - began),
                    ownCpu().minus(askerCpu),
                    answerer.cpu().minus(answererCpu)));
  }

  private Future<Void> after(Duration time) {
    return vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
