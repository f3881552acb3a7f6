package io.lattice.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 upstream on a raw socket that answers each request by a script chosen by the model
 * that the request names, and remembers every request.
 *
 * <pre>{@code
 * try (ScriptedUpstream upstream = ScriptedUpstream.start()) {
 *   upstream.on("gpt-6-sol", Script.sse().event("{\"choices\":[]}").reset());
 *   ...
 *   assertThat(upstream.calls("gpt-6-sol")).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Listens on 127.0.0.1 at a free port. Safe on any thread; close it.
 */
public final class ScriptedUpstream implements AutoCloseable {
  private static final Script UNKNOWN =
      Script.json(404, "{\"error\":{\"message\":\"no script for this model\"}}");

  private final ServerSocket server;
  private final boolean tls;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            // A thousand connections need two thousand of them.
            Thread thread = new Thread(null, task, "scripted-upstream", 128 * 1024);
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Function<Call, Script>> scripts = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger failedHandshakes = new AtomicInteger();
  private volatile @Nullable Script onConnect;

  private ScriptedUpstream(ServerSocket server, boolean tls) {
    this.server = server;
    this.tls = tls;
    threads.execute(this::accept);
  }

  /** An upstream that speaks plain HTTP. */
  public static ScriptedUpstream start() {
    try {
      return new ScriptedUpstream(
          new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress()), false);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** An upstream that speaks HTTPS with the context's certificate. */
  public static ScriptedUpstream startTls(SSLContext context) {
    try {
      return new ScriptedUpstream(
          context
              .getServerSocketFactory()
              .createServerSocket(0, 100, InetAddress.getLoopbackAddress()),
          true);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /**
   * Answers requests for a model.
   *
   * @param model the body's {@code model}, or the deployment or model that the path names
   * @param answers one for each request in turn; the last one serves all later requests too
   */
  public ScriptedUpstream on(String model, Script... answers) {
    Deque<Script> left = new ArrayDeque<>(List.of(answers));
    return on(
        model,
        call -> {
          synchronized (left) {
            return left.size() > 1 ? left.remove() : left.element();
          }
        });
  }

  /**
   * Answers requests for a model by what they say.
   *
   * @param answer called on the threads of the connections
   */
  public ScriptedUpstream on(String model, Function<Call, Script> answer) {
    scripts.put(model, answer);
    return this;
  }

  /** Plays a script to every new connection instead of reading requests. */
  public ScriptedUpstream onConnect(Script script) {
    onConnect = script;
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Its base URL with a path, for instance {@code /v1}. */
  public URI url(String path) {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port() + path);
  }

  /** Every request so far, in order of arrival. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The requests for one model so far. */
  public List<Call> calls(String model) {
    return calls.stream().filter(call -> call.model().equals(model)).toList();
  }

  /** Waits for the n-th request for a model, counted from 1. */
  public Call awaitCall(String model, int number) {
    Patience.await("request number " + number + " for " + model)
        .until(() -> calls(model).size() >= number);
    return calls(model).get(number - 1);
  }

  /** Waits for the first request for a model. */
  public Call awaitCall(String model) {
    return awaitCall(model, 1);
  }

  /** Connections accepted since the start. */
  public int accepted() {
    return accepted.get();
  }

  /** TLS handshakes that did not succeed. */
  public int failedHandshakes() {
    return failedHandshakes.get();
  }

  /** Connections that are open now, idle ones too. */
  public int openConnections() {
    return connections.size();
  }

  /** Connections on which a script is playing. */
  public int busyConnections() {
    return (int) connections.stream().filter(Connection::isBusy).count();
  }

  /** Forgets scripts and requests; connections stay. */
  public void clear() {
    scripts.clear();
    calls.clear();
    onConnect = null;
  }

  /** Ends every connection and stops listening. */
  @Override
  public void close() {
    try {
      server.close();
      for (Connection connection : connections) {
        connection.close();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } finally {
      threads.shutdownNow();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Connection connection =
            new Connection(accepted.incrementAndGet(), socket, threads, this::scriptFor);
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Connection connection) {
    Script first = onConnect;
    try {
      if (first == null) {
        connection.serve();
      } else {
        connection.play(first);
      }
    } catch (javax.net.ssl.SSLException refused) {
      failedHandshakes.incrementAndGet();
    } catch (IOException | RuntimeException brokenOff) {
      // The client went away in the midst of a request, or sent what is none.
    } finally {
      connections.remove(connection);
    }
  }

  private Script scriptFor(Call call) {
    calls.add(call);
    return scripts.getOrDefault(call.model(), unscripted -> UNKNOWN).apply(call);
  }
}
