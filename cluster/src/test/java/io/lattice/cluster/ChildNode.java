package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A {@link NodeProcess} seen from outside. Closing it kills it. */
final class ChildNode implements AutoCloseable {

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  ChildNode(String members, String region, String provider) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dvertx.logger-delegate-factory-class-name="
                    + System.getProperty("vertx.logger-delegate-factory-class-name"),
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                members,
                region,
                provider)
            .redirectErrorStream(true)
            .start();
    Thread reader = new Thread(this::read, "output of child " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException closed) {
      // The process was killed.
    }
  }

  /** Its Vert.x node id, once it is ready. */
  String id() {
    return ready()[2];
  }

  /** Where it listens for other nodes, once it is ready. */
  MemberAddress address() {
    return MemberAddress.parse(ready()[1]);
  }

  private String[] ready() {
    awaitLine("ready ");
    return lines.stream()
        .filter(line -> line.startsWith("ready "))
        .findFirst()
        .orElseThrow()
        .split(" ");
  }

  long pid() {
    return process.pid();
  }

  void awaitLine(String start) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .failFast(
            () -> assertThat(lines).noneMatch(line -> line.contains(NothingDiscarded.DISCARDED)))
        .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.startsWith(start)));
  }

  /** Sends a signal, such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).isZero();
  }

  /** Asks it to mark itself as draining. */
  void drain() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append("\n").flush();
    awaitLine("draining");
  }

  /** Asks it to leave and waits until it has ended by itself. */
  void leave() throws IOException, InterruptedException {
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    assertThat(lines).noneMatch(line -> line.contains(NothingDiscarded.DISCARDED));
  }
}
