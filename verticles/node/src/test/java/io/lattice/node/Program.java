package io.lattice.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process whose output can be waited for. Closing it kills it and all that it started. */
final class Program implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Thread reader;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();

  /** Starts it, both its channels as one. */
  Program(ProcessBuilder builder) throws IOException {
    process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    reader = new Thread(this::read, "output of " + builder.command());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      lines.lines().forEach(line -> output.add(line + '\n'));
    } catch (IOException | UncheckedIOException e) {
      output.add("(its output broke off: " + e + ")\n");
    }
  }

  /** What it has said so far. */
  String output() {
    return String.join("", output);
  }

  /** Until it has said this so many times. */
  void awaitOutput(String text, int times) {
    await(text)
        .atMost(PATIENCE)
        .failFast("it ended", () -> !process.isAlive())
        .until(() -> output().split(text, -1).length > times);
  }

  /** Asks it to end, as {@code kill} does. */
  void terminate() {
    process.destroy();
  }

  /** The code it ends with, all output read. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end; it said: " + output());
    }
    reader.join(PATIENCE.toMillis());
    return process.exitValue();
  }

  /** The processes it has started that run now. */
  Stream<ProcessHandle> children() {
    return process.descendants();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
