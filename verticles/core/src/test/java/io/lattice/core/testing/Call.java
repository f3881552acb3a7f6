package io.lattice.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** One request that an upstream received, and what became of its connection. Safe on any thread. */
public final class Call {
  private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern NAMED_IN_PATH = Pattern.compile("/(?:deployments|models)/([^/?:]+)");

  /** As long as this nothing is written by a script that is held back. */
  private static final Duration STILL = Duration.ofMillis(400);

  private final int connection;
  private final String method;
  private final String target;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final long atNanos = System.nanoTime();
  private final AtomicLong bytesSent = new AtomicLong();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final CompletableFuture<Void> played = new CompletableFuture<>();

  Call(
      int connection,
      String method,
      String target,
      Map<String, List<String>> headers,
      byte[] body) {
    this.connection = connection;
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  /** The connection it came on, counted from 1 by the upstream. */
  public int connection() {
    return connection;
  }

  public String method() {
    return method;
  }

  /** Path and query as sent. */
  public String target() {
    return target;
  }

  /** A header's values in order; names in lower case. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** All headers; names in lower case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  public String body() {
    return new String(body, UTF_8);
  }

  /** The model it asks for: the body's, else the deployment or model in the path, else empty. */
  public String model() {
    return first(MODEL, body()).or(() -> first(NAMED_IN_PATH, target)).orElse("");
  }

  /** How long after another call it arrived. */
  public Duration after(Call earlier) {
    return Duration.ofNanos(atNanos - earlier.atNanos);
  }

  /** Bytes written to the client so far, as far as the operating system took them. */
  public long bytesSent() {
    return bytesSent.get();
  }

  /**
   * How many bytes could be written before the client held the script back; waits until it does.
   */
  public long whereItStops() {
    AtomicLong last = new AtomicLong(-1);
    Awaitility.await("the script to be held back")
        .atMost(Patience.LIMIT)
        .pollInterval(STILL)
        .until(() -> last.getAndSet(bytesSent()) == last.get());
    return bytesSent();
  }

  /** Whether the client closed or reset the connection before the script was over. */
  public boolean isGone() {
    return gone.isDone();
  }

  /** Waits until the client closes the connection in the midst of the script. */
  public void awaitGone() {
    await(gone, "the client did not close the connection of " + this);
  }

  /** Waits until the script is over, in whichever way. */
  public void awaitPlayed() {
    await(played, "the script is still playing for " + this);
  }

  @Override
  public String toString() {
    return method + " " + target + " (" + model() + ")";
  }

  CompletableFuture<Void> gone() {
    return gone;
  }

  CompletableFuture<Void> played() {
    return played;
  }

  void sent(int bytes) {
    bytesSent.addAndGet(bytes);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static void await(CompletableFuture<Void> event, String complaint) {
    try {
      event.get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(complaint, late);
    } catch (ExecutionException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
