package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.Answer;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.UpstreamSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.ModelRegistry;
import io.lattice.config.secret.Secret;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.testing.EventLoop;
import io.lattice.core.testing.MutableTime;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.core.usage.TokenEstimate;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider that is reached over HTTP, on one event loop, before an upstream that plays scripts.
 * Time passes when the test says so. Driven from the test's thread; close it.
 */
final class UpstreamScene implements AutoCloseable {
  static final String PROVIDER = "one";
  static final String KEY = "sk-very-secret-1234567890";
  static final Dialect OPENAI = OpenAiDialect.of(OpenAiFlavor.OPENAI);

  private final EventLoop loop;
  private final ScriptedUpstream server = ScriptedUpstream.start();
  private final MutableTime time = MutableTime.at(Instant.parse("2026-11-25T12:00:00Z"));
  private final LatticeConfig config;
  private final HttpUpstream upstream;

  private UpstreamScene(
      Vertx vertx,
      UpstreamSettings settings,
      ProviderRow row,
      List<String> keys,
      Map<String, String> options) {
    this.loop = EventLoop.of(vertx);
    this.config = config(server.url("/v1"), settings, keys, options);
    this.upstream =
        loop.get(
            () ->
                new HttpUpstream(
                    vertx,
                    PROVIDER,
                    row,
                    new Phrasing(Map.of(OPENAI.name(), OPENAI)),
                    config,
                    time,
                    time,
                    TokenEstimate.BY_LENGTH));
  }

  static UpstreamScene of(Vertx vertx) {
    return withOptions(vertx, Map.of(), KEY);
  }

  private static ProviderRow row(Dialect dialect) {
    return new ProviderRow(
        List.of(Way.of(dialect, Endpoint.fixed("/chat/completions"))),
        Credential.BEARER,
        Map.of(),
        ModelListing.whole("/models"));
  }

  /** Of a provider of a kind that this build knows. */
  static UpstreamScene ofKind(Vertx vertx, String kind) {
    return new UpstreamScene(
        vertx,
        UpstreamSettings.DEFAULTS,
        ProviderRows.ofKind(kind).orElseThrow(),
        List.of(KEY),
        Map.of());
  }

  /** With so many connections, and so many calls that may wait for one. */
  static UpstreamScene of(Vertx vertx, int connections, int waiting) {
    UpstreamSettings usual = UpstreamSettings.DEFAULTS;
    return new UpstreamScene(
        vertx,
        new UpstreamSettings(connections, waiting, usual.queueTimeout(), usual.maxHeaderBytes()),
        row(OPENAI),
        List.of(KEY),
        Map.of());
  }

  /** Of a provider that speaks a dialect of the test's. */
  static UpstreamScene speaking(Vertx vertx, Dialect dialect) {
    return new UpstreamScene(
        vertx, UpstreamSettings.DEFAULTS, row(dialect), List.of(KEY), Map.of());
  }

  /** Of a provider at which we are known by several keys, or by none. */
  static UpstreamScene withKeys(Vertx vertx, String... keys) {
    return withOptions(vertx, Map.of(), keys);
  }

  /** Of a provider with options, at which we are known by several keys, or by none. */
  static UpstreamScene withOptions(Vertx vertx, Map<String, String> options, String... keys) {
    return new UpstreamScene(vertx, UpstreamSettings.DEFAULTS, row(OPENAI), List.of(keys), options);
  }

  static LatticeConfig config(
      URI baseUrl, UpstreamSettings upstream, List<String> keys, Map<String, String> options) {
    LatticeConfig usual =
        LatticeConfig.of(
            List.of(
                new ProviderSettings(
                    PROVIDER,
                    "openai",
                    1,
                    List.of(),
                    List.of(),
                    null,
                    baseUrl,
                    Map.of(),
                    keys.stream().map(Secret::of).toList(),
                    options,
                    null)),
            ModelRegistry.EMPTY);
    return new LatticeConfig(
        usual.node(),
        usual.cluster(),
        usual.bridge(),
        usual.timeouts(),
        usual.retry(),
        usual.circuit(),
        usual.stream(),
        usual.shutdown(),
        upstream,
        usual.providers(),
        usual.models(),
        usual.callers(),
        usual.version());
  }

  static Deployment deployment(String model) {
    return new Deployment(
        Deployment.id(PROVIDER, model, null),
        PROVIDER,
        model,
        model,
        null,
        1,
        Set.of(Capability.TEXT),
        null,
        null,
        null,
        null,
        Map.of());
  }

  static ChatCall typed(String model, boolean streamed) {
    return ChatCall.typed(
        "request-1", "ann", ChatRequest.of(model, "how do you do"), streamed, Hints.NONE);
  }

  /** A call in the caller's own words. */
  static ChatCall inOwnWords(String dialect, String model, boolean streamed) {
    String body =
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            .formatted(model, streamed);
    return new ChatCall(
        "request-1",
        "ann",
        model,
        streamed,
        Set.of(),
        Hints.NONE,
        new ChatCall.Native(dialect, Bytes.utf8(body), false));
  }

  /** A call in OpenAI's words. */
  static ChatCall inOwnWords(String model, boolean streamed) {
    return inOwnWords(OPENAI.name(), model, streamed);
  }

  ScriptedUpstream server() {
    return server;
  }

  EventLoop loop() {
    return loop;
  }

  HttpUpstream upstream() {
    return upstream;
  }

  MutableTime time() {
    return time;
  }

  LatticeConfig config() {
    return config;
  }

  /** Prepares an answer and gives it the go. */
  Asked ask(ChatCall call) {
    return ask(call, config);
  }

  /** The same under another configuration. */
  Asked ask(ChatCall call, LatticeConfig current) {
    return ask(call, deployment(call.model()), current);
  }

  /** The same of another deployment. */
  Asked ask(ChatCall call, Deployment deployment) {
    return ask(call, deployment, config);
  }

  private Asked ask(ChatCall call, Deployment deployment, LatticeConfig current) {
    return loop.get(
        () -> {
          Heard heard = new Heard();
          Answer answer = upstream.prepare(call, deployment, current, heard);
          answer.start();
          return new Asked(answer, heard);
        });
  }

  /** Prepares an answer, gives it the go and waits for its end. */
  Heard awaitAnswer(ChatCall call) {
    Asked asked = ask(call);
    awaitEnd(asked);
    return asked.heard();
  }

  void awaitEnd(Asked asked) {
    Patience.await("the end of an answer").until(() -> asked.heard().hasEnded());
  }

  /** Lets time pass and has the upstream look at what takes too long. */
  void pass(Duration wait) {
    time.advance(wait);
    loop.run(upstream::sweep);
  }

  /** Lets time pass in steps of a second until an answer has ended. */
  void passUntilEndOf(Asked asked) {
    Patience.await("an end that only time brings")
        .until(
            () -> {
              pass(Duration.ofSeconds(1));
              return asked.heard().hasEnded();
            });
  }

  /** Waits until nothing of any call is left. */
  void awaitIdle() {
    loop.until("no call", () -> !upstream.isBusy());
  }

  @Override
  public void close() {
    loop.run(upstream::close);
    server.close();
  }

  /** One call under way. */
  record Asked(Answer answer, Heard heard) {}

  /** A chunk of a stream in OpenAI's dialect. */
  static String chunk(String delta, @Nullable String finish) {
    return "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}"
        .formatted(delta, finish == null ? "null" : '"' + finish + '"');
  }

  static String text(String text) {
    return chunk("{\"content\":\"%s\"}".formatted(text), null);
  }

  /** A whole answer in OpenAI's dialect, with 3 tokens in and 4 out. */
  static String whole(String text) {
    return ("{\"id\":\"a\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}")
        .formatted(text);
  }
}
