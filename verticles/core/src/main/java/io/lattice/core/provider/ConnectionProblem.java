package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.PeerProblem;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What a broken connection means. The one place where the network's own errors are translated. */
final class ConnectionProblem {

  private ConnectionProblem() {}

  /** A connection that never stood: nothing was sent, so anything may be tried instead. */
  static ChatError beforeRequest(String deployment, String host, Throwable problem) {
    if (problem instanceof ConnectionPoolTooBusyException) {
      return new ChatError(
          ErrorKind.UPSTREAM_OVERLOADED,
          "every connection to %s is in use and the queue is full; raise upstream.pool_size"
              .formatted(host),
          // This node has no room; nothing is known of the deployment.
          PeerProblem.REFUSED);
    }
    if (problem instanceof ConnectTimeoutException || problem instanceof TimeoutException) {
      return error(ErrorKind.UPSTREAM_TIMEOUT, deployment, host, "did not accept a connection");
    }
    return error(ErrorKind.UPSTREAM_UNREACHABLE, deployment, host, reasonOf(problem));
  }

  /** A connection that broke after the request was sent. */
  static ChatError afterRequest(String deployment, String host, boolean answered) {
    return error(
        answered ? ErrorKind.STREAM_INTERRUPTED : ErrorKind.UPSTREAM_UNREACHABLE,
        deployment,
        host,
        answered ? "closed the connection in the middle of its answer" : "closed the connection");
  }

  private static ChatError error(ErrorKind kind, String deployment, String host, String what) {
    return new ChatError(kind, "deployment '%s': %s %s".formatted(deployment, host, what));
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
