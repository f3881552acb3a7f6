package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ErrorKind;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.circuitbreaker.OpenCircuitException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What a failed check means, for the operator. The words are all ours: what a provider writes may
 * quote the key.
 */
final class CheckProblem {
  private static final Map<ErrorKind, String> MEANINGS =
      Map.of(
          ErrorKind.UPSTREAM_REFUSED_KEY,
              "refused our credential; check the one that is configured",
          ErrorKind.UPSTREAM_RATE_LIMITED, "limits our rate or has no credit left for us",
          ErrorKind.UPSTREAM_OVERLOADED, "failed or is overloaded",
          ErrorKind.UPSTREAM_TIMEOUT, "took too long",
          ErrorKind.UPSTREAM_UNREACHABLE, "could not be reached by what stands before it",
          ErrorKind.UPSTREAM_PROTOCOL, "has no list of models there; check its base URL");

  private CheckProblem() {}

  /** An answer with a failure status. */
  static ChatFailure refused(String provider, int status, ErrorKind kind) {
    String meaning = MEANINGS.getOrDefault(kind, "refused to list its models");
    return new ChatFailure(kind, "provider '%s' (%d) %s".formatted(provider, status, meaning));
  }

  /** An answer with a success status that no API sends. */
  static ChatFailure foreign(String provider) {
    return new ChatFailure(
        ErrorKind.UPSTREAM_PROTOCOL,
        "provider '%s' answered with no JSON; check its base URL".formatted(provider));
  }

  /** An answer that is JSON and nothing that was asked for. */
  static ChatFailure noList(String provider) {
    return new ChatFailure(
        ErrorKind.UPSTREAM_PROTOCOL,
        "provider '%s' answered with no list of models; check its base URL".formatted(provider));
  }

  /** Whether nothing was asked, because of the failures before. */
  static boolean isRest(Throwable problem) {
    return problem instanceof OpenCircuitException;
  }

  static String resting(String lastProblem) {
    return "not asked again so soon after three failures; the last: " + lastProblem;
  }

  static String of(String provider, Throwable problem) {
    if (problem instanceof ChatFailure failure) {
      return failure.error().message();
    }
    return "provider '%s' %s".formatted(provider, reasonOf(problem));
  }

  private static String reasonOf(Throwable problem) {
    if (problem instanceof ConnectTimeoutException) {
      return "did not accept a connection";
    }
    // The breaker's own is no TimeoutException of Java's.
    return problem instanceof TimeoutException
            || problem instanceof io.vertx.circuitbreaker.TimeoutException
        ? "did not answer in time"
        : ConnectionProblem.reasonOf(problem);
  }
}
