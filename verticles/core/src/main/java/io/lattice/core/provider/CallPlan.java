package io.lattice.core.provider;

import io.lattice.core.dialect.ProviderAnswers;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * All that a call needs to know, made before anything is spent.
 *
 * @param maxFrameBytes at most this much in one frame of a stream
 * @param queue how long it may wait for a connection while all are in use
 * @param headers until the answer's headers, which of a whole answer come only with its end
 * @param idle without a byte of the answer; a failure's body has no longer in all
 */
record CallPlan(
    String deployment,
    RequestOptions target,
    WrittenRequest request,
    ProviderAnswers dialect,
    Expected expected,
    int maxFrameBytes,
    Duration queue,
    Duration headers,
    Duration idle) {

  /** The same call to a target that says who we are. */
  CallPlan to(RequestOptions signed) {
    return new CallPlan(
        deployment, signed, request, dialect, expected, maxFrameBytes, queue, headers, idle);
  }

  String host() {
    return target.getHost();
  }
}
