package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Need;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.api.stream.PeerProblem;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.UpstreamSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider that is reached over HTTP. */
final class HttpUpstream implements Upstream {
  private static final Logger LOG = LoggerFactory.getLogger(HttpUpstream.class);
  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final String name;
  private final ProviderRow row;
  private final Map<String, Dialect> dialects;
  private final UpstreamSettings settings;
  private final HttpClientAgent client;
  private final LongSupplier ticker;
  private final LiveCalls live = new LiveCalls();
  private final Targets targets = new Targets();
  private final Map<String, Seats> seats = new HashMap<>();
  private @Nullable HealthCheck health;

  HttpUpstream(
      Vertx vertx,
      String name,
      ProviderRow row,
      Map<String, Dialect> dialects,
      LatticeConfig config,
      LongSupplier ticker) {
    this.vertx = vertx;
    this.name = name;
    this.row = row;
    this.dialects = dialects;
    this.settings = config.upstream();
    this.ticker = ticker;
    this.client =
        vertx
            .httpClientBuilder()
            .with(clientOptions(config))
            .with(new PoolOptions().setHttp1MaxSize(settings.poolSize()))
            .withConnectHandler(connection -> connection.exceptionHandler(this::connectionBroke))
            .build();
  }

  private static HttpClientOptions clientOptions(LatticeConfig config) {
    int connectMillis = Math.toIntExact(config.timeouts().connect().toMillis());
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_1_1)
        .setConnectTimeout(connectMillis)
        .setSslHandshakeTimeout(connectMillis)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxHeaderSize(config.upstream().maxHeaderBytes())
        .setDecompressionSupported(false)
        .setKeepAliveTimeout(60);
  }

  /**
   * The call that was under way tells of it; an idle connection that ends is nobody's fault.
   * Without a handler Vert.x would log it as an error of ours.
   */
  private void connectionBroke(Throwable problem) {
    LOG.atDebug()
        .addKeyValue("provider", name)
        .addKeyValue("problem", problem.getClass().getSimpleName())
        .log("a connection to a provider broke");
  }

  @Override
  public Answer prepare(
      ChatCall call, Deployment deployment, LatticeConfig config, OutgoingStream out) {
    ProviderSettings provider =
        config
            .provider(name)
            .filter(ProviderSettings::isConfigured)
            .orElseThrow(
                () ->
                    new ChatFailure(
                        new ChatError(
                            ErrorKind.UPSTREAM_UNREACHABLE,
                            "provider '%s' is not configured on this node".formatted(name),
                            PeerProblem.REFUSED)));
    RequestOptions target = targets.of(row, provider, deployment, config);
    WrittenRequest request = write(call, wanted(call, deployment, provider));
    if (call.hints().strict() && !request.adaptation().isNone()) {
      throw refusedForStrictness(deployment, request.adaptation());
    }
    return new HttpCall(
        new CallPlan(
            deployment.id(),
            target,
            request,
            row.dialect(),
            expectedOf(call, config),
            config.stream().maxEventBytes(),
            settings.queueTimeout(),
            call.streamed() ? config.timeouts().headers() : config.timeouts().total(),
            config.timeouts().idle()),
        client::request,
        seatsAt(target),
        live,
        ticker,
        out);
  }

  /** Azure's API versions before this one refuse to be asked for usage in a stream. */
  private static boolean usageInStream(ProviderSettings provider) {
    String version = provider.options().get(Endpoint.API_VERSION);
    return version == null || version.compareTo("2024-09") >= 0;
  }

  /**
   * Each host has a pool of its own, so that one whose connections are all in use stops no other.
   */
  private Seats seatsAt(RequestOptions target) {
    return seats.computeIfAbsent(
        target.getHost() + ':' + target.getPort(),
        host -> new Seats(settings.poolSize(), settings.queueSize()));
  }

  private Expected expectedOf(ChatCall call, LatticeConfig config) {
    long limit = config.stream().maxResponseBytes();
    return new Expected(
        call.streamed() ? BodyForm.EVENTS : BodyForm.WHOLE,
        call.payload() instanceof ChatCall.Native body && speaks(body.dialect())
            ? new Reading(true, body.usageAsked(), limit)
            : new Reading(false, true, limit));
  }

  private boolean speaks(String dialect) {
    return row.dialect().name().equals(dialect);
  }

  private static UpstreamTarget wanted(
      ChatCall call, Deployment deployment, ProviderSettings provider) {
    Set<Need> natively = EnumSet.allOf(Need.class);
    natively.removeIf(need -> !deployment.capabilities().contains(Capability.valueOf(need.name())));
    return new UpstreamTarget(
        deployment.modelId(),
        call.streamed(),
        usageInStream(provider),
        deployment.maxOutputTokens(),
        deployment.contextWindow(),
        natively,
        deployment.options());
  }

  private static ChatFailure refusedForStrictness(Deployment deployment, Adaptation adaptation) {
    List<String> all = new ArrayList<>(adaptation.dropped());
    all.addAll(adaptation.changed());
    String first = all.get(0).replaceFirst(" \\(.*", "");
    return new ChatFailure(
        new ChatError(
            ErrorKind.INVALID_REQUEST,
            "deployment '%s' cannot be asked just this: %s; leave it out, or do not ask strictly"
                .formatted(deployment.id(), String.join(", ", all)),
            "unsupported_parameter",
            first,
            null,
            null));
  }

  private WrittenRequest write(ChatCall call, UpstreamTarget target) {
    try {
      if (call.payload() instanceof ChatCall.Native body) {
        return speaks(body.dialect())
            ? row.dialect().adoptRequest(body.body(), target)
            : row.dialect().writeRequest(read(body, call.model()), target);
      }
      return row.dialect().writeRequest(((ChatCall.Typed) call.payload()).request(), target);
    } catch (DialectException e) {
      throw new ChatFailure(e.error());
    }
  }

  private ChatRequest read(ChatCall.Native body, String model) {
    Dialect dialect = dialects.get(body.dialect());
    if (dialect == null) {
      throw new ChatFailure(
          ErrorKind.INVALID_REQUEST,
          "this node does not speak the dialect '%s'".formatted(body.dialect()));
    }
    return dialect.readRequest(body.body(), model);
  }

  @Override
  public Future<ProviderCheck> check(LatticeConfig config) {
    if (health == null) {
      // Most loops are never asked.
      health = new HealthCheck(vertx, name, row, clientOptions(config), HEALTH_PATIENCE, ticker);
    }
    return health.check(config);
  }

  @Override
  public void sweep() {
    live.sweep();
  }

  @Override
  public boolean isBusy() {
    return !live.isEmpty();
  }

  @Override
  public void close() {
    client.close();
    if (health != null) {
      health.close();
    }
  }
}
