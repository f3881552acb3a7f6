package io.lattice.bench;

import io.lattice.cluster.MemberAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An {@link AnsweringNode} in a JVM of its own, with the flags of this one. */
final class AnsweringProcess implements AutoCloseable {
  private final Process process;
  private final MemberAddress address;
  private final String id;

  private AnsweringProcess(Process process, MemberAddress address, String id) {
    this.process = process;
    this.address = address;
    this.id = id;
  }

  /** Starts one and waits until it is ready; it never lives longer than this JVM. */
  static AnsweringProcess start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AnsweringNode.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      String[] words = line.split(" ");
      if (words[0].equals("ready")) {
        drain(said);
        return new AnsweringProcess(process, MemberAddress.parse(words[1]), words[2]);
      }
      System.err.println(line);
    }
    throw new IOException("the answering process ended before it was ready; it said why above");
  }

  /** Whoever writes to a pipe that nobody reads stands still sooner or later. */
  private static void drain(BufferedReader said) {
    Thread drain = new Thread(() -> said.lines().forEach(System.err::println), "answering process");
    drain.setDaemon(true);
    drain.start();
  }

  MemberAddress address() {
    return address;
  }

  String id() {
    return id;
  }

  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
