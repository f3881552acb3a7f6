package io.lattice.node;

import io.lattice.config.ConfigProblems;
import io.lattice.config.read.ConfigPlace;
import io.lattice.node.ask.AskException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the process begins, and where it ends with a code. */
public final class Main {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  /** Returns at once; what was started runs on. */
  public static void main(String... arguments) {
    var here = new ConfigPlace(Path.of(""), System.getenv());
    Command command = CommandLine.parse(List.of(arguments));
    if (command instanceof Command.Run run) {
      NodeRun.start(here, run.only()).onFailure(Main::fail);
    } else if (command instanceof Command.Ask ask) {
      AskRun.start(here, ask.question()).onFailure(Main::fail);
    } else if (command instanceof Command.Check check) {
      CheckRun.start(here, check.only())
          .onSuccess(isFine -> System.exit(isFine ? 0 : FAILED))
          .onFailure(Main::fail);
    } else if (command instanceof Command.Rehearse rehearse) {
      Rehearsal.start(rehearse.folder()).onFailure(Main::fail);
    } else if (command instanceof Command.Tell tell) {
      System.out.print(tell.text());
    } else if (command instanceof Command.Refuse refuse) {
      System.err.print(refuse.reason() + System.lineSeparator() + CommandLine.USAGE);
      System.exit(MISUSED);
    }
  }

  /** What somebody can mend is told in a sentence, anything else with its stack trace. */
  static void fail(Throwable failure) {
    if (failure instanceof ConfigProblems
        || failure instanceof IllegalArgumentException
        || failure instanceof BindException
        || failure instanceof AskException) {
      System.err.println(failure.getMessage());
    } else {
      Logger log = LoggerFactory.getLogger(Main.class);
      log.error("Lattice failed", failure);
    }
    System.exit(FAILED);
  }
}
