package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.EmbeddingDialect;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return checked(call, deployment, () -> write(call, way.dialect(), target));
  }

  /**
   * A part of a request for vectors as the provider gets it.
   *
   * @throws ChatFailure as above
   */
  static WrittenRequest write(
      ChatCall call,
      EmbeddingDialect dialect,
      EmbeddingRequest part,
      UpstreamTarget target,
      Deployment deployment) {
    return checked(call, deployment, () -> dialect.write(part, target));
  }

  private static WrittenRequest checked(
      ChatCall call, Deployment deployment, Supplier<WrittenRequest> writing) {
    WrittenRequest written;
    try {
      written = writing.get();
    } catch (DialectException e) {
      throw new ChatFailure(e.error());
    }
    if (call.hints().strict() && !written.adaptation().isNone()) {
      throw refusedForStrictness(deployment, written.adaptation());
    }
    return written;
  }

  private WrittenRequest write(ChatCall call, Dialect dialect, UpstreamTarget target) {
    if (call.payload() instanceof ChatCall.Native body) {
      return dialect.name().equals(body.dialect())
          ? dialect.adoptRequest(body.body(), target)
          : dialect.writeRequest(
              speechOf(body.dialect()).readRequest(body.body(), call.model()), target);
    }
    if (call.payload() instanceof ChatCall.Typed typed) {
      return dialect.writeRequest(typed.request(), target);
    }
    throw notServed();
  }

  /** What the vocabulary has a word for and no provider is asked yet. */
  static DialectException notServed() {
    return new DialectException(
        ErrorKind.INVALID_REQUEST,
        "vectors and counts of tokens are not served yet; ask for a chat");
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
