package io.lattice.node;

import picocli.CommandLine;

/** Where the process begins. */
public final class Main {

  private Main() {}

  /**
   * Ends the JVM only where a command failed; a node that started runs on, and a command that is
   * done leaves nothing that would keep the JVM.
   */
  public static void main(String... args) {
    int code = new CommandLine(new NodeCommand()).execute(args);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }
}
