package io.lattice.node;

import io.lattice.node.ask.AskException;
import io.lattice.node.ask.NodeClient;
import io.lattice.node.ask.Question;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lattice ask}: one question to a node that runs, the answer on standard output. */
@Command(name = "ask", description = "Asks a running node.", mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "question", description = "The words of the question.")
  private List<String> words = List.of();

  @Option(names = "--model", paramLabel = "name", description = "Which model; ${DEFAULT-VALUE}.")
  private String model = "lattice-guide";

  @Option(names = "--stream", description = "Show the answer as it comes.")
  private boolean stream;

  @Option(names = "--url", paramLabel = "url", description = "Where the node is.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Override
  public Integer call() {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      var question = new Question(String.join(" ", words), model, stream);
      new NodeClient(url, null).ask(question, said -> show(out, said));
      out.println();
      return ExitCode.OK;
    } catch (AskException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private static void show(PrintStream out, String words) {
    out.print(words);
    out.flush();
  }
}
