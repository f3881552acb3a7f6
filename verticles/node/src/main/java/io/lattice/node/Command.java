package io.lattice.node;

import io.lattice.node.ask.Question;
import java.nio.file.Path;
import java.util.Set;

/** What somebody wants of this program. */
sealed interface Command {

  /**
   * Runs one node until it is told to end.
   *
   * @param only names of the providers to run; none named means all
   */
  record Run(Set<String> only) implements Command {
    public Run {
      only = Set.copyOf(only);
    }
  }

  /** Asks a node that runs. */
  record Ask(Question question) implements Command {}

  /**
   * Asks providers for free how they are, without a node.
   *
   * @param only names of the providers to ask; none named means all
   */
  record Check(Set<String> only) implements Command {
    public Check {
      only = Set.copyOf(only);
    }
  }

  /**
   * Starts a node that nobody sees, asks it and ends it.
   *
   * @param folder one without a configuration
   */
  record Rehearse(Path folder) implements Command {}

  /** Tells something and does nothing. */
  record Tell(String text) implements Command {}

  /** Does nothing, because it is not clear what is wanted. */
  record Refuse(String reason) implements Command {}
}
