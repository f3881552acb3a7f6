package io.lattice.node.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder {@code src/test/npm} installed under {@code target}: its packages are clients and
 * fakes that others wrote, at the versions that its lock file pins. Installed once; what was
 * installed from the same lock file is used again.
 */
public final class NpmProject {
  private static final Path MODULE = Path.of(System.getProperty("lattice.root"), "verticles/node");
  private static final int OLDEST_NODE = 20;

  private final Path folder;

  private NpmProject(Path folder) {
    this.folder = folder;
  }

  /** The installed project. Skips the test, loudly, where there is no npm or an old Node.js. */
  public static NpmProject installed() {
    requireNode();
    NpmProject project = new NpmProject(MODULE.resolve("target/npm"));
    project.copySources();
    project.install();
    return project;
  }

  /**
   * Runs a script to its end and gives the JSON objects it printed, one a line.
   *
   * @param environment added to the test's own
   */
  List<JsonObject> run(String script, Map<String, String> environment) {
    return toItsEnd(script, environment)
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(JsonObject::new)
        .toList();
  }

  /** Writes a script beside the packages, runs it to its end and gives all that it printed. */
  public String runText(String script, String text) {
    try {
      Files.writeString(folder.resolve(script), text);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return toItsEnd(script, Map.of());
  }

  private String toItsEnd(String script, Map<String, String> environment) {
    Output output = execute(environment, "node", script);
    if (output.exitCode() != 0) {
      throw new AssertionError(
          "%s ended with %d: %s".formatted(script, output.exitCode(), output.text()));
    }
    return output.text();
  }

  /** Starts a script that serves until it is destroyed; both of its outputs are in one. */
  Process start(String script, Map<String, String> environment) {
    return begin(environment, "node", script);
  }

  private static void requireNode() {
    Output version;
    try {
      version = new NpmProject(MODULE).execute(Map.of(), "node", "--version");
    } catch (UncheckedIOException missing) {
      throw skip("Node.js and npm are not installed");
    }
    int major = Integer.parseInt(version.text().trim().replaceFirst("^v", "").split("\\.")[0]);
    if (major < OLDEST_NODE) {
      throw skip("Node.js is " + version.text().trim() + ", older than " + OLDEST_NODE);
    }
  }

  private static RuntimeException skip(String reason) {
    System.err.println("WARN: skipped what needs npm packages: " + reason);
    return Assumptions.abort(reason);
  }

  private void copySources() {
    try (Stream<Path> sources = Files.list(MODULE.resolve("src/test/npm"))) {
      Files.createDirectories(folder);
      for (Path source : sources.toList()) {
        Files.copy(
            source,
            folder.resolve(source.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private void install() {
    try {
      Path installed = folder.resolve("node_modules/installed-from");
      String lock = Files.readString(folder.resolve("package-lock.json"));
      if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
        return;
      }
      Output output =
          execute(
              Map.of(),
              "npm",
              "ci",
              "--prefer-offline",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund");
      if (output.exitCode() != 0) {
        throw new AssertionError("npm ci failed in " + folder + ": " + output.text());
      }
      Files.writeString(installed, lock);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private Output execute(Map<String, String> environment, String... command) {
    Process process = begin(environment, command);
    try {
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Output(process.waitFor(), text);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      throw new IllegalStateException(stopped);
    }
  }

  private Process begin(Map<String, String> environment, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private record Output(int exitCode, String text) {}
}
