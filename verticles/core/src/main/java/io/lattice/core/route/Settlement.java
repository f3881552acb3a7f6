package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.config.model.Deployment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended. There is one for every request, whatever happens.
 *
 * @param deployment the last that was tried, or null where none was
 * @param provider its provider, or null
 * @param region its region, or null
 * @param attempts how many were made
 * @param failure null for success
 * @param firstContent until the caller was shown something, or null where it never was
 * @param usage null where no provider began to answer
 */
public record Settlement(
    String requestId,
    String caller,
    String model,
    boolean streamed,
    @Nullable String deployment,
    @Nullable String provider,
    @Nullable String region,
    int attempts,
    @Nullable ErrorKind failure,
    Duration duration,
    @Nullable Duration firstContent,
    @Nullable Usage usage) {

  /**
   * @param last the last attempt, or null where none was made
   */
  static Settlement of(
      ChatCall call,
      @Nullable Attempt last,
      @Nullable ErrorKind failure,
      Duration duration,
      @Nullable Duration firstContent) {
    Deployment deployment = last == null ? null : last.candidate.deployment();
    return new Settlement(
        call.requestId(),
        call.caller(),
        call.model(),
        call.streamed(),
        deployment == null ? null : deployment.id(),
        deployment == null ? null : deployment.provider(),
        deployment == null ? null : deployment.region(),
        last == null ? 0 : last.number,
        failure,
        duration,
        firstContent,
        last == null ? null : last.usage.usage(call));
  }
}
