package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.api.stream.PeerProblem;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.UpstreamSettings;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.EmbeddingPassage;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.WrittenRequest;
import io.lattice.core.usage.TokenEstimate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider that is reached over HTTP. */
final class HttpUpstream implements Upstream {
  private static final Logger LOG = LoggerFactory.getLogger(HttpUpstream.class);

  private final Vertx vertx;
  private final String name;
  private final ProviderRow row;
  private final Phrasing phrasing;
  private final UpstreamSettings settings;
  private final HttpClientAgent client;
  private final LongSupplier ticker;
  private final TokenEstimate estimate;
  private final LiveCalls live = new LiveCalls();
  private final Targets targets = new Targets();
  private final TokenSources tokens;
  private final Keyrings keyrings;
  private final Map<String, Seats> seats = new HashMap<>();
  private @Nullable HealthCheck health;

  HttpUpstream(
      Vertx vertx,
      String name,
      ProviderRow row,
      Phrasing phrasing,
      LatticeConfig config,
      InstantSource clock,
      LongSupplier ticker,
      TokenEstimate estimate) {
    this.vertx = vertx;
    this.name = name;
    this.row = row;
    this.phrasing = phrasing;
    this.settings = config.upstream();
    this.ticker = ticker;
    this.estimate = estimate;
    this.tokens = new TokenSources(vertx, clientOptions(config), clock, ticker);
    this.keyrings = new Keyrings(row, tokens::of, ticker);
    this.client =
        vertx
            .httpClientBuilder()
            .with(clientOptions(config))
            .with(new PoolOptions().setHttp1MaxSize(settings.poolSize()))
            .withConnectHandler(connection -> connection.exceptionHandler(this::connectionBroke))
            .build();
  }

  /** How connections to providers are made. */
  static HttpClientOptions clientOptions(LatticeConfig config) {
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
    if (call.payload() instanceof ChatCall.Embeddings embeddings) {
      return vectors(call, embeddings, provider, deployment, config, out);
    }
    if (call.payload() instanceof ChatCall.Counting counting) {
      return count(call, counting, provider, deployment, config, out);
    }
    Way way = row.wayFor(call.payload(), provider);
    Target target = targets.of(row, way.endpoint(), provider, deployment, call.streamed(), config);
    WrittenRequest request = phrasing.write(call, way, target.words(), deployment);
    CallPlan plan =
        new CallPlan(
            deployment.id(),
            withHeadersOf(call.payload(), way.dialect().name(), target.options()),
            request,
            way.dialect(),
            new Expected(
                call.streamed() ? BodyForm.EVENTS : BodyForm.WHOLE,
                Phrasing.reading(call, way, config.stream().maxResponseBytes())),
            config.stream().maxEventBytes(),
            settings.queueTimeout(),
            call.streamed() ? headers(deployment, config) : config.timeouts().total(),
            config.timeouts().idle());
    return signed(plan, provider, config, out);
  }

  private Answer vectors(
      ChatCall call,
      ChatCall.Embeddings question,
      ProviderSettings provider,
      Deployment deployment,
      LatticeConfig config,
      OutgoingStream out) {
    EmbeddingWay way = row.embeddingWay(deployment);
    EmbeddingDialect dialect = way.dialect();
    Target target = targets.of(row, way.endpoint(), provider, deployment, false, config);
    Reading reading = new Reading(false, true, config.stream().maxResponseBytes());
    return new EmbeddingBatches(
        EmbeddingSplit.parts(question.request(), dialect.maxInputs(), dialect.maxTokens()),
        config.stream().maxResponseBytes(),
        (part, turn) -> {
          EmbeddingPassage said = Phrasing.write(call, dialect, part, target.words(), deployment);
          return signed(
              new CallPlan(
                  deployment.id(),
                  target.options(),
                  said.request(),
                  new WholeAnswers(dialect::readError, said.reading()),
                  new Expected(BodyForm.WHOLE, reading),
                  config.stream().maxEventBytes(),
                  settings.queueTimeout(),
                  config.timeouts().total(),
                  config.timeouts().idle()),
              provider,
              config,
              turn);
        },
        out);
  }

  private Answer count(
      ChatCall call,
      ChatCall.Counting asked,
      ProviderSettings provider,
      Deployment deployment,
      LatticeConfig config,
      OutgoingStream out) {
    CountingWay way = row.counting();
    if (way == null) {
      Phrasing.checkStrictness(call, TokenCounts.ESTIMATED, deployment);
      return new Recital(() -> TokenCounts.estimated(asked, estimate), false, out);
    }
    Target target = targets.of(row, way.endpoint(), provider, deployment, false, config);
    Dialect dialect = way.dialect();
    CallPlan plan =
        new CallPlan(
            deployment.id(),
            withHeadersOf(asked.question(), dialect.name(), target.options()),
            phrasing.count(call, asked, way, target, deployment),
            new WholeAnswers(dialect::readError, body -> TokenCounts.told(body, way)),
            new Expected(
                BodyForm.WHOLE, new Reading(false, true, config.stream().maxResponseBytes())),
            config.stream().maxEventBytes(),
            settings.queueTimeout(),
            config.timeouts().total(),
            config.timeouts().idle());
    return signed(plan, provider, config, out);
  }

  /** The call with one credential after the other, or with none. */
  private Answer signed(
      CallPlan plan, ProviderSettings provider, LatticeConfig config, OutgoingStream out) {
    return keyrings
        .of(provider, config)
        .<Answer>map(
            keys ->
                new RotatingCall(
                    keys,
                    (secret, turn) -> answer(plan.to(keys.sign(plan.target(), secret)), turn),
                    out))
        .orElseGet(() -> answer(plan, out));
  }

  private Answer answer(CallPlan plan, OutgoingStream out) {
    return new HttpCall(plan, client::request, seatsAt(plan.target()), live, ticker, out);
  }

  /** A model that is loaded first has its headers wait for its first token. */
  private static Duration headers(Deployment deployment, LatticeConfig config) {
    Duration usual = config.timeouts().headers();
    Duration firstToken = deployment.firstTokenTimeout();
    return firstToken == null || firstToken.compareTo(usual) < 0 ? usual : firstToken;
  }

  /** What a caller of the way's own dialect said in headers that belong to the dialect. */
  private static RequestOptions withHeadersOf(
      ChatCall.Payload question, String dialect, RequestOptions target) {
    if (question instanceof ChatCall.Native body
        && body.dialect().equals(dialect)
        && !body.headers().isEmpty()) {
      RequestOptions own = new RequestOptions(target);
      body.headers().forEach(own::putHeader);
      return own;
    }
    return target;
  }

  /**
   * Each host has a pool of its own, so that one whose connections are all in use stops no other.
   */
  private Seats seatsAt(RequestOptions target) {
    return seats.computeIfAbsent(
        target.getHost() + ':' + target.getPort(),
        host -> new Seats(settings.poolSize(), settings.queueSize()));
  }

  @Override
  public Future<List<ProviderCheck>> check(LatticeConfig config) {
    if (health == null) {
      // Most loops are never asked.
      health =
          new HealthCheck(
              vertx, name, row, keyrings, clientOptions(config), HealthCheck.PATIENCE, ticker);
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
    tokens.close();
    if (health != null) {
      health.close();
    }
  }
}
