package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingFold;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.Answer;
import io.lattice.config.LatticeConfig;
import io.lattice.config.UpstreamSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.EmbeddingInputs;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.openai.EmbeddingOpenAiSpeech;
import io.lattice.core.testing.EventLoop;
import io.lattice.core.testing.MutableTime;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.core.usage.TokenEstimate;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One provider of a kind, which is asked for vectors, before an upstream that plays scripts. Driven
 * from the test's thread; close it.
 */
final class VectorsScene implements AutoCloseable {
  private static final Deployment DEPLOYMENT =
      new Deployment(
          "ours@" + UpstreamScene.PROVIDER,
          UpstreamScene.PROVIDER,
          "ours",
          "theirs",
          null,
          1,
          Set.of(Capability.EMBEDDINGS),
          null,
          null,
          null,
          null,
          Map.of());

  private final EventLoop loop;
  private final ScriptedUpstream server = ScriptedUpstream.start();
  private final LatticeConfig config;
  private final HttpUpstream upstream;

  /**
   * @param path what the provider's base URL ends in
   */
  VectorsScene(Vertx vertx, String kind, String path, String... keys) {
    MutableTime time = MutableTime.at(Instant.parse("2026-11-25T12:00:00Z"));
    loop = EventLoop.of(vertx);
    config =
        UpstreamScene.config(server.url(path), UpstreamSettings.DEFAULTS, List.of(keys), Map.of());
    upstream =
        loop.get(
            () ->
                new HttpUpstream(
                    vertx,
                    UpstreamScene.PROVIDER,
                    ProviderRows.ofKind(kind).orElseThrow(),
                    new Phrasing(Map.of()),
                    config,
                    time,
                    time,
                    TokenEstimate.BY_LENGTH));
  }

  static ChatCall typed(EmbeddingRequest request) {
    return ChatCall.embeddings("request-1", "ann", request, Hints.NONE);
  }

  /** A call in OpenAI's words, in which an apostrophe stands for a quote. */
  static ChatCall inOwnWords(String body) {
    return ChatCall.embeddings(
        "request-1",
        "ann",
        new EmbeddingOpenAiSpeech(JsonLimits.DEFAULT, EmbeddingInputs.DEFAULT)
            .read(Bytes.utf8(body.replace('\'', '"')), "")
            .asked(),
        Hints.NONE);
  }

  ScriptedUpstream server() {
    return server;
  }

  /** Prepares an answer without giving it the go. */
  Answer prepare(ChatCall call, Heard heard) {
    return loop.get(() -> upstream.prepare(call, DEPLOYMENT, config, heard));
  }

  /** What was heard of an answer, to its end. */
  Heard ask(ChatCall call) {
    Heard heard = new Heard();
    Answer answer = prepare(call, heard);
    loop.run(answer::start);
    Patience.await("the end of an answer").until(heard::hasEnded);
    return heard;
  }

  void run(Runnable step) {
    loop.run(step);
  }

  static EmbeddingResponse response(Heard heard) {
    EmbeddingFold fold = new EmbeddingFold();
    heard.events().forEach(fold::add);
    return fold.response();
  }

  /** The provider's own bytes that go to the caller. */
  static String passed(Heard heard) {
    StringBuilder passed = new StringBuilder();
    for (ChatEvent event : heard.events()) {
      if (event instanceof ChatEvent.NativeBytes bytes) {
        passed.append(bytes.bytes().utf8());
      }
    }
    return passed.toString();
  }

  @Override
  public void close() {
    loop.run(upstream::close);
    server.close();
  }
}
