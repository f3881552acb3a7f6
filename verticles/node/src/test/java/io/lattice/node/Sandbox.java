package io.lattice.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder with the real {@code run.sh} among the fewest sources, with JDKs and a Maven that only
 * write down how they were called. The Maven "builds", the JDKs "make archives".
 */
final class Sandbox {

  private static final Path SCRIPT = Path.of(System.getProperty("lattice.root", "."), "run.sh");
  private static final String DISTRIBUTION = "verticles/node/target/lattice";

  /** All that a bare machine has. */
  private static final List<String> TOOLS =
      List.of(
          "bash", "cat", "find", "mkdir", "mv", "readlink", "rm", "sh", "sleep", "tee", "touch");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  Sandbox(Path folder) throws IOException {
    this.folder = folder;
    Files.copy(SCRIPT, folder.resolve("run.sh"), StandardCopyOption.COPY_ATTRIBUTES);
    source("pom.xml");
    source("docs/README.md");
    source("config/src/main/java/Config.java");
    source("cluster/src/main/java/Cluster.java");
    source("verticles/node/src/main/java/Main.java");
    source("verticles/node/src/test/java/MainTest.java");
    Files.createDirectories(folder.resolve("jdks"));
    environment.put("LATTICE_JDKS", folder.resolve("jdks").toString());
    environment.put("PATH", folder.resolve("bin").toString());
    TOOLS.forEach(this::lend);
  }

  /** A Maven that puts the jar where the build does, and says how it was called. */
  Sandbox withMaven() {
    program(
        "bin/mvn",
        """
        #!/bin/sh
        echo "mvn $* with $JAVA_HOME" >>"%s"
        mkdir -p %s/lib && touch %s/lattice.jar
        """
            .formatted(folder.resolve("calls"), DISTRIBUTION, DISTRIBUTION));
    return this;
  }

  /** A Maven that answers with this text. */
  Sandbox withMaven(String output, int code) {
    program("bin/mvn", "#!/bin/sh\ncat <<'END'\n" + output + "END\nexit " + code + "\n");
    return this;
  }

  /** A JDK whose {@code java} says how it was called and makes the archive it is told to make. */
  Sandbox withJdk(String name, String version) {
    write(
        folder.resolve("jdks").resolve(name).resolve("release"),
        "JAVA_VERSION=\"%s\"\n".formatted(version));
    program("jdks/" + name + "/bin/javac", "#!/bin/sh\n");
    program(
        "jdks/" + name + "/bin/java",
        """
        #!/bin/sh
        echo "%s $*" >>"%s"
        for word; do
          case $word in -XX:ArchiveClassesAtExit=*|-XX:AOTCacheOutput=*) touch "${word#*=}" ;; esac
        done
        """
            .formatted(name, folder.resolve("calls")));
    return this;
  }

  /** Makes no archive with that JDK. */
  Sandbox withFailingRehearsal(String jdk) {
    program(
        "jdks/" + jdk + "/bin/java",
        """
        #!/bin/sh
        echo "%s $*" >>"%s"
        case $* in *' rehearse '*) exit 1 ;; esac
        """
            .formatted(jdk, folder.resolve("calls")));
    return this;
  }

  Sandbox with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** As if the file had been saved after everything that was built. */
  void change(String file) throws IOException {
    Instant later = Instant.now().plusSeconds(60);
    Files.setLastModifiedTime(folder.resolve(file), FileTime.from(later));
  }

  /** What Maven and the JDKs were called with since the last time this was asked, in order. */
  List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    List<String> lines = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    Files.deleteIfExists(calls);
    return lines.stream().map(line -> line.replace(folder + "/", "")).toList();
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("run.sh").toString()));
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("run.sh did not end");
    }
    return new Result(process.exitValue(), output);
  }

  /**
   * How it ended.
   *
   * @param code of exit
   * @param output on both channels
   */
  record Result(int code, String output) {}

  private void source(String name) {
    write(folder.resolve(name), "");
  }

  private void lend(String tool) {
    Path usual = Path.of("/usr/bin", tool);
    Path found = Files.exists(usual) ? usual : Path.of("/bin", tool);
    program("bin/" + tool, "#!/bin/sh\nexec %s \"$@\"\n".formatted(found));
  }

  private void program(String name, String text) {
    Path file = folder.resolve(name);
    write(file, text);
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
