package io.lattice.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that was refused, with every reason. It carries no stack trace: it is an answer
 * to an operator, not a fault of the program.
 */
@SuppressWarnings("serial")
public final class ConfigProblems extends RuntimeException {

  private final List<Problem> problems;

  /** Takes at least one problem. */
  public ConfigProblems(List<Problem> problems) {
    super(message(problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** All of them, in the order of the files. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    String head =
        problems.size() == 1
            ? "1 problem in the configuration:"
            : problems.size() + " problems in the configuration:";
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", head, ""));
  }
}
