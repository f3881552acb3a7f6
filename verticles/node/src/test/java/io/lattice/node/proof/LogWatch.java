package io.lattice.node.proof;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.lattice.core.testing.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Everything that this JVM logs while it is open. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final String REQUESTS = "io.lattice.core.observe.RequestLog";

  /** How many watch: the last gives the lines back to the console. */
  private static int watching;

  private final Logger requests = (Logger) LoggerFactory.getLogger(REQUESTS);
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  /** Begins to watch. */
  static synchronized LogWatch open() {
    watching++;
    LogWatch watch = new LogWatch();
    watch.start();
    watch.root.addAppender(watch);
    // Their lines are wanted here, and not on the console between the tests.
    watch.requests.setLevel(Level.INFO);
    watch.requests.setAdditive(false);
    watch.requests.addAppender(watch);
    return watch;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
    if (isComplaint(event)) {
      complaints.add(describe(event));
    }
  }

  /** What tells of a fault of ours, each once: lost messages, leaked buffers, keys, errors. */
  List<String> takeComplaints() {
    List<String> taken = new ArrayList<>();
    for (String next = complaints.poll(); next != null; next = complaints.poll()) {
      taken.add(next);
    }
    return taken;
  }

  private static boolean isComplaint(ILoggingEvent event) {
    return event.getLevel().isGreaterOrEqual(Level.ERROR)
        || ProofKeys.areIn(describe(event) + event.getKeyValuePairs())
        || event.getFormattedMessage().contains("Discarding message")
        || event.getFormattedMessage().contains("LEAK");
  }

  private static String describe(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return "%s: %s%s"
        .formatted(
            event.getLoggerName(),
            event.getFormattedMessage(),
            thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown));
  }

  /** Every line with all its values. */
  List<String> said() {
    return events.stream()
        .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs())
        .toList();
  }

  /** How many requests were told of, each at its end. */
  long settled() {
    return events.stream().filter(LogWatch::isSettlement).count();
  }

  /** How many requests ended so. */
  long settledAs(String errorKind) {
    return events.stream()
        .filter(LogWatch::isSettlement)
        .filter(event -> errorKind.equals(value(event, "errorKind")))
        .count();
  }

  /** The tokens that the log tells of for the last request for a model; waits for its end. */
  long tokens(String model, String key) {
    Patience.await("the log of " + model).until(() -> settlementOf(model).isPresent());
    String tokens = value(settlementOf(model).orElseThrow(), key);
    return tokens.isEmpty() ? 0 : Long.parseLong(tokens);
  }

  private Optional<ILoggingEvent> settlementOf(String model) {
    return events.stream()
        .filter(LogWatch::isSettlement)
        .filter(event -> model.equals(value(event, "model")))
        .reduce((first, second) -> second);
  }

  private static boolean isSettlement(ILoggingEvent event) {
    return event.getLoggerName().equals(REQUESTS);
  }

  private static String value(ILoggingEvent event, String key) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null
        ? ""
        : pairs.stream()
            .filter(pair -> pair.key.equals(key))
            .map(pair -> String.valueOf(pair.value))
            .findFirst()
            .orElse("");
  }

  @Override
  public void close() {
    root.detachAppender(this);
    requests.detachAppender(this);
    release(requests);
    stop();
  }

  /** As long as another watches, a line must not come to it a second time, by way of the root. */
  private static synchronized void release(Logger requests) {
    watching--;
    if (watching == 0) {
      requests.setAdditive(true);
      requests.setLevel(null);
    }
  }
}
