package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.EmbeddingPassage;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts a caller's question into the words of the way on which a provider is asked. Pure.
 *
 * @param dialects every dialect that a caller may speak, by name
 */
record Phrasing(Map<String, Dialect> dialects) {

  Phrasing {
    dialects = Map.copyOf(dialects);
  }

  /**
   * The request as the provider gets it.
   *
   * @throws ChatFailure with INVALID_REQUEST where the dialect cannot say it, or cannot say it
   *     strictly and the caller wants that
   */
  WrittenRequest write(ChatCall call, Way way, UpstreamTarget target, Deployment deployment) {
    WrittenRequest written = saying(() -> write(call, way.dialect(), target));
    checkStrictness(call, written.adaptation(), deployment);
    return written;
  }

  /**
   * Some of the texts of a call for vectors, or all, as the provider gets them.
   *
   * @throws ChatFailure as above
   */
  static EmbeddingPassage write(
      ChatCall call,
      EmbeddingDialect dialect,
      EmbeddingPart part,
      UpstreamTarget target,
      Deployment deployment) {
    EmbeddingPassage passage =
        saying(
            () ->
                inTheCallersWords(call, dialect, part, target)
                    .orElseGet(
                        () ->
                            new EmbeddingPassage(
                                dialect.write(part.request(), target),
                                body -> dialect.read(body, part))));
    checkStrictness(call, passage.request().adaptation(), deployment);
    return passage;
  }

  /**
   * The question how many tokens a question would take, as the provider gets it.
   *
   * @throws ChatFailure as above
   */
  WrittenRequest count(
      ChatCall call, ChatCall.Counting asked, CountingWay way, Target target, Deployment of) {
    WrittenRequest written = saying(() -> count(call.model(), asked.question(), way, target));
    checkStrictness(call, written.adaptation(), of);
    return written;
  }

  private WrittenRequest count(
      String model, ChatCall.Payload question, CountingWay way, Target target) {
    if (question instanceof ChatCall.Native body && way.dialect().name().equals(body.dialect())) {
      return way.counting().adopting().apply(body.body(), target.words());
    }
    return way.counting().writing().apply(requestOf(question, model), target.words());
  }

  /**
   * A question in our vocabulary, whoever's words it came in.
   *
   * @throws DialectException with INVALID_REQUEST where it is none
   */
  ChatRequest requestOf(ChatCall.Payload question, String model) {
    if (question instanceof ChatCall.Native body) {
      return speechOf(body.dialect()).readRequest(body.body(), model);
    }
    if (question instanceof ChatCall.Typed typed) {
      return typed.request();
    }
    throw notServed();
  }

  private static Optional<EmbeddingPassage> inTheCallersWords(
      ChatCall call, EmbeddingDialect dialect, EmbeddingPart part, UpstreamTarget target) {
    return call.payload() instanceof ChatCall.Embeddings all
            && all.words() != null
            && all.request().inputs().size() == part.count()
        ? dialect.pass(all.words(), part, target)
        : Optional.empty();
  }

  private static <T> T saying(Supplier<T> words) {
    try {
      return words.get();
    } catch (DialectException e) {
      throw new ChatFailure(e.error());
    }
  }

  /** Fails where the caller wants just what was asked, and would get something else. */
  static void checkStrictness(ChatCall call, Adaptation adaptation, Deployment deployment) {
    if (call.hints().strict() && !adaptation.isNone()) {
      throw refusedForStrictness(deployment, adaptation);
    }
  }

  private WrittenRequest write(ChatCall call, Dialect dialect, UpstreamTarget target) {
    return call.payload() instanceof ChatCall.Native body && dialect.name().equals(body.dialect())
        ? dialect.adoptRequest(body.body(), target)
        : dialect.writeRequest(requestOf(call.payload(), call.model()), target);
  }

  /** What the vocabulary has a word for and a provider of chats is not asked. */
  static DialectException notServed() {
    return new DialectException(
        ErrorKind.INVALID_REQUEST, "this provider makes no vectors; ask it for a chat");
  }

  /** Whoever speaks a dialect of this name. */
  Dialect speechOf(String name) {
    Dialect dialect = dialects.get(name);
    if (dialect == null) {
      throw new DialectException(
          ErrorKind.INVALID_REQUEST, "this node does not speak the dialect '%s'".formatted(name));
    }
    return dialect;
  }

  /** How the answer is to be read: as it is for a caller who speaks the way's own dialect. */
  static Reading reading(ChatCall call, Way way, long maxBytes) {
    return call.payload() instanceof ChatCall.Native body && way.speaks(body.dialect())
        ? new Reading(true, body.usageAsked(), maxBytes)
        : new Reading(false, true, maxBytes);
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
}
