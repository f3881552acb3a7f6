package io.lattice.node.proof;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, as {@code Main} starts it, so that it can be killed. */
final class NodeProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int httpPort;

  private NodeProcess(Process process, Path log, int httpPort) {
    this.process = process;
    this.log = log;
    this.httpPort = httpPort;
  }

  /**
   * Starts one; does not wait until it is ready.
   *
   * @param folder holds {@code config/}
   * @param heap of its JVM, such as {@code 96m}
   * @param environment all the variables that it sees, beside its HTTP port
   */
  static NodeProcess start(
      Path folder, String heap, Map<String, String> environment, String... arguments) {
    int httpPort = ProofConfig.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-Xmx" + heap, "-cp", classPath(), "io.lattice.node.Main"));
    command.addAll(List.of(arguments));
    try {
      Path log = Files.createTempFile(folder, "node", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
      builder.environment().putAll(environment);
      builder.environment().put("LATTICE_HTTP_PORT", Integer.toString(httpPort));
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new NodeProcess(process, log, httpPort);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  Gateway gateway() {
    return new Gateway(httpPort);
  }

  /** Whether it says that it takes requests. */
  boolean isReady() {
    return gateway().get("/health/ready").status() == 200;
  }

  /** The nodes that it tells of; fails where it is not ready. */
  JsonArray seen() {
    Reply ready = gateway().get("/health/ready");
    if (ready.status() != 200) {
      throw new IllegalStateException("not ready: " + ready.body());
    }
    JsonObject report = ready.json();
    return report.getJsonArray("nodes");
  }

  /** Everything that it has logged. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; waits until it is dead. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGSTOP. */
  void freeze() {
    signal("-STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String name) {
    if (!process.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException problem) {
      throw new IllegalStateException(problem);
    }
  }

  /** Lets it leave in order, or ends it where it does not; also where it is frozen. */
  @Override
  public void close() {
    thaw();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
