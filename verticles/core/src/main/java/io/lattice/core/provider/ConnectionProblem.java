package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.PeerProblem;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What it means that a call did not come to its end. The one place where the network's own errors
 * are translated.
 */
final class ConnectionProblem {

  private ConnectionProblem() {}

  /** No connection is free, and no place in the queue for one. */
  static ChatError queueFull(CallPlan plan) {
    return noRoom(plan, "and the queue for them is full; raise upstream.pool_size or queue_size");
  }

  /** No connection became free in time. */
  static ChatError queuedTooLong(CallPlan plan) {
    return noRoom(
        plan,
        "and none became free within %d ms; raise upstream.pool_size or queue_timeout"
            .formatted(plan.queue().toMillis()));
  }

  /** This node has no room; nothing is known of the deployment. */
  private static ChatError noRoom(CallPlan plan, String what) {
    return new ChatError(
        ErrorKind.UPSTREAM_OVERLOADED,
        "every connection to %s is in use %s".formatted(plan.host(), what),
        PeerProblem.REFUSED);
  }

  /** A connection that never stood: nothing was sent, so anything may be tried instead. */
  static ChatError beforeRequest(CallPlan plan, Throwable problem) {
    if (problem instanceof ConnectTimeoutException || problem instanceof TimeoutException) {
      return error(ErrorKind.UPSTREAM_TIMEOUT, plan, "did not accept a connection");
    }
    return error(ErrorKind.UPSTREAM_UNREACHABLE, plan, reasonOf(problem));
  }

  /** A connection that broke after the request was sent, and before any of its answer. */
  static ChatError beforeAnswer(CallPlan plan) {
    return error(ErrorKind.UPSTREAM_UNREACHABLE, plan, "closed the connection");
  }

  /** A connection that ended before its answer did. */
  static ChatError inAnswer(CallPlan plan) {
    return error(
        ErrorKind.STREAM_INTERRUPTED, plan, "closed the connection in the middle of its answer");
  }

  static ChatError noAnswer(CallPlan plan) {
    return overdue(plan, "sent no answer within", plan.headers());
  }

  static ChatError silence(CallPlan plan) {
    return overdue(plan, "was silent for", plan.idle());
  }

  private static ChatError overdue(CallPlan plan, String what, Duration limit) {
    return error(ErrorKind.UPSTREAM_TIMEOUT, plan, "%s %d ms".formatted(what, limit.toMillis()));
  }

  /** Nothing that the network or the provider did. */
  static ChatError ourOwn(CallPlan plan) {
    return new ChatError(
        ErrorKind.INTERNAL,
        "deployment '%s': the call broke down in this node; its log says how"
            .formatted(plan.deployment()));
  }

  private static ChatError error(ErrorKind kind, CallPlan plan, String what) {
    return new ChatError(
        kind, "deployment '%s': %s %s".formatted(plan.deployment(), plan.host(), what));
  }

  /** What befell a connection that never stood; follows the name of whom it was for. */
  static String reasonOf(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "has no address; check the provider's base URL";
      }
      if (cause instanceof SSLException) {
        return "has no certificate that we trust: " + cause.getMessage();
      }
      if (cause instanceof NoRouteToHostException) {
        return "cannot be reached from here";
      }
      if (cause instanceof ConnectException) {
        return "refused the connection";
      }
    }
    return "could not be reached (%s)".formatted(problem.getClass().getSimpleName());
  }
}
