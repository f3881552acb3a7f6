package io.lattice.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder with {@code run.sh} and what the build made, and without any configuration. Whoever uses
 * it neither builds nor sees the keys of whoever runs the tests.
 */
final class Installation {

  private static final Path ROOT = Path.of(System.getProperty("lattice.root", "."));
  private static final Path BUILT = Path.of(System.getProperty("lattice.distribution", "."));

  private final Path folder;
  private final Map<String, String> environment;

  Installation(Path folder, Map<String, String> environment) throws IOException {
    this.folder = folder;
    this.environment = environment;
    Path distribution = folder.resolve("verticles/node/target/lattice");
    Files.createDirectories(distribution.getParent());
    Files.createSymbolicLink(distribution, BUILT);
    Files.copy(ROOT.resolve("run.sh"), folder.resolve("run.sh"));
  }

  /** Writes a file of the operator's. */
  void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** Starts {@code run.sh} on the JVM that runs this test. */
  Program run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", folder.resolve("run.sh").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.contains("LATTICE") || name.contains("_KEY"));
    builder.environment().put("LATTICE_BUILD", "never");
    builder.environment().put("LATTICE_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new Program(builder);
  }

  /** A port that nobody has now, and that so many after it are not either. */
  static int freePorts(int many) throws IOException {
    while (true) {
      try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (areFree(first.getLocalPort() + 1, many - 1)) {
          return first.getLocalPort();
        }
      }
    }
  }

  private static boolean areFree(int port, int many) {
    if (many == 0) {
      return true;
    }
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return areFree(socket.getLocalPort() + 1, many - 1);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
