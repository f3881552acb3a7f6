package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Authority;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.core.testing.SilentPort;
import io.lattice.node.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One node with short limits between a client of bytes and two upstreams that do what a test
 * scripts, alpha and beta, beside a few places that nobody can reach. Alpha is also a provider of
 * every row, for which beta stands in with another dialect. Every test takes models of its own, so
 * that no deployment remembers another test.
 */
final class FaultBench implements AutoCloseable {
  private static final int MODELS = 200;
  private static final Pattern IN_FLIGHT =
      Pattern.compile("(?m)^lattice_requests_in_flight\\{[^}]*} (\\S+)$");

  /** Silence after which an upstream counts as stalled, and as having no headers. */
  static final String LIMIT = "2 s";

  private static final String SETTINGS =
      """
      node: {region: here, lanes: 2}
      bridge:
        {port: 0, keep_alive_interval: 300 ms, write_timeout: 3 s, header_timeout: 3 s,
         body_timeout: 3 s, max_json_depth: 32}
      timeouts: {connect: 1 s, headers: 2 s, first_token: 3 s, idle: 2 s, progress: 3 s, total: 30 s}
      retry: {base_delay: 20 ms, max_delay: 100 ms, budget_minimum: 20}
      stream: {max_event: 1 MiB}
      upstream: {pool_size: 2000, queue_size: 2000}
      shutdown: {not_ready: 0 s, drain: 5 s}
      """;

  private final ScriptedUpstream alpha = ScriptedUpstream.start();
  private final ScriptedUpstream beta = ScriptedUpstream.start();
  private final List<Runnable> closers = new ArrayList<>();
  private final LogWatch log = LogWatch.open();
  private final Map<ProofRow, RowBench> rows = new EnumMap<>(ProofRow.class);
  private final TestNode node;
  private final Gateway gateway;
  private long unsettled;
  private int aloneTaken;
  private int bothTaken;

  private FaultBench(Path folder) {
    ProofConfig config =
        new ProofConfig()
            .with(SETTINGS + "cluster: {port: " + ProofConfig.freePort() + "}")
            .provider("alpha", alpha.url("/v1"))
            .provider("beta", beta.url("/v1"))
            .providerAs(
                "name: %s, kind: anthropic, base_url: '%s', credentials: env:PROOF_KEY"
                    .formatted(standIn(ProofRow.ANTHROPIC), beta.url("")));
    for (int i = 0; i < MODELS; i++) {
      config.model("alone-" + i, "alpha").model("both-" + i, "alpha", "beta");
    }
    Map<String, String> environment = new HashMap<>(Map.of("PROOF_KEY", "sk-proof"));
    for (ProofRow row : ProofRow.values()) {
      RowBench bench = new RowBench(row, alpha, beta);
      bench.addTo(config);
      rows.put(row, bench);
      environment.put(row.variable(), row.secret());
    }
    badPlaces(folder)
        .forEach(
            (name, url) ->
                config
                    .provider(name, url)
                    .model("by-" + name, name)
                    .model("past-" + name, name, "beta"));
    node = TestNode.start(config.writeTo(folder), environment);
    gateway = new Gateway(node.httpPort());
  }

  /** Starts everything; takes some seconds. */
  static FaultBench start() {
    try {
      return new FaultBench(Files.createTempDirectory("lattice-faults"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private Map<String, URI> badPlaces(Path folder) {
    Authority authority = Authority.in(folder);
    System.setProperty("javax.net.ssl.trustStore", authority.trustStore().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", Authority.PASSWORD);
    SilentPort silent = also(SilentPort.open(), SilentPort::close);
    ScriptedUpstream trusted = also(ScriptedUpstream.startTls(authority.good()));
    trusted.on("by-trusted", OpenAiStreams.whole("trusted"));
    ScriptedUpstream mute = also(ScriptedUpstream.start()).onConnect(Script.raw().stall());
    ScriptedUpstream ancient =
        also(ScriptedUpstream.start())
            .onConnect(Script.raw().bytes(TlsBytes.SERVER_HELLO_1_0).stall());
    return Map.of(
        "refused", URI.create("http://127.0.0.1:" + SilentPort.refused() + "/v1"),
        "silent", URI.create("http://127.0.0.1:" + silent.port() + "/v1"),
        // The system refuses to connect TCP to a multicast address, without sending anything.
        "unroutable", URI.create("http://224.0.0.1:9/v1"),
        "trusted", trusted.url("/v1"),
        "expired", also(ScriptedUpstream.startTls(authority.expired())).url("/v1"),
        "elsewhere", also(ScriptedUpstream.startTls(authority.wrongHost())).url("/v1"),
        "stranger", also(ScriptedUpstream.startTls(authority.stranger())).url("/v1"),
        "mute", URI.create("https://127.0.0.1:" + mute.port() + "/v1"),
        "ancient", URI.create("https://127.0.0.1:" + ancient.port() + "/v1"));
  }

  private ScriptedUpstream also(ScriptedUpstream upstream) {
    return also(upstream, ScriptedUpstream::close);
  }

  private <T> T also(T resource, Consumer<T> close) {
    closers.add(() -> close.accept(resource));
    return resource;
  }

  /** A model that only alpha has, with what alpha answers in turn. */
  String alone(Script... answers) {
    String model = "alone-" + aloneTaken++;
    alpha.on(model, answers);
    return model;
  }

  /** A model that alpha has and else beta, with what each answers. */
  String both(Script alphaAnswer, Script betaAnswer) {
    String model = "both-" + bothTaken++;
    alpha.on(model, alphaAnswer);
    beta.on(model, betaAnswer);
    return model;
  }

  /** The provider at beta that stands in for those of other dialects. */
  static String standIn(ProofRow row) {
    return row == ProofRow.ANTHROPIC ? "beta-anthropic" : "beta";
  }

  /** A row of providers. */
  RowBench at(ProofRow row) {
    return Objects.requireNonNull(rows.get(row));
  }

  /** A model at a place that nobody can reach, or else at beta with this answer. */
  String past(String place, Script betaAnswer) {
    beta.on("past-" + place, betaAnswer);
    return "past-" + place;
  }

  ScriptedUpstream alpha() {
    return alpha;
  }

  ScriptedUpstream beta() {
    return beta;
  }

  Gateway gateway() {
    return gateway;
  }

  LogWatch log() {
    return log;
  }

  /** Notes how things stand before a test. */
  void begin() {
    unsettled = gateway.asked() - log.settled();
  }

  /** Fails unless everything is as it was before any test: nothing under way, nothing lost. */
  void checkInvariants() {
    Patience.await("no script playing at alpha or beta")
        .until(() -> alpha.busyConnections() + beta.busyConnections() == 0);
    Patience.await("no request in flight").untilAsserted(() -> assertThat(inFlight()).isZero());
    Patience.await("no stream left in an inbox")
        .untilAsserted(() -> assertThat(node.liveStreams()).isZero());
    Patience.await("every request told of once in the log")
        .untilAsserted(() -> assertThat(gateway.asked() - log.settled()).isEqualTo(unsettled));
    assertThat(log.takeComplaints()).isEmpty();
  }

  private double inFlight() {
    Matcher gauge = IN_FLIGHT.matcher(gateway.get("/metrics").body());
    double sum = 0;
    while (gauge.find()) {
      sum += Double.parseDouble(gauge.group(1));
    }
    return sum;
  }

  @Override
  public void close() {
    node.close();
    alpha.close();
    beta.close();
    closers.forEach(Runnable::run);
    // Leaked buffers are told of when they are collected.
    System.gc();
    assertThat(log.takeComplaints()).isEmpty();
    log.close();
  }
}
