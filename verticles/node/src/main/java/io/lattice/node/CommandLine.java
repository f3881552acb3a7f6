package io.lattice.node;

import io.lattice.node.ask.Question;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the words after the program's name. By hand, because a library for it took a third of a
 * second of every start, a fifth of the whole.
 */
final class CommandLine {

  static final String USAGE =
      """
      usage: lattice [--only provider,provider]
             lattice ask question... [--model name] [--stream]
             lattice [providers] check [--only provider,provider]
             lattice --help | --version
      """;

  private static final String PRESENT = "yes";

  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();

  private CommandLine() {}

  /** What is wanted. Pure. */
  static Command parse(List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    try {
      return switch (first) {
        case "--help", "-h" -> new Command.Tell(USAGE);
        case "--version" -> new Command.Tell("Lattice " + Version.current() + "\n");
        case "ask" -> ask(arguments.subList(1, arguments.size()));
        case "check" -> check(arguments.subList(1, arguments.size()));
        case "providers" -> providers(arguments.subList(1, arguments.size()));
        case "rehearse" -> rehearse(arguments.subList(1, arguments.size()));
        default -> run(arguments);
      };
    } catch (IllegalArgumentException e) {
      return new Command.Refuse(String.valueOf(e.getMessage()));
    }
  }

  private static Command run(List<String> arguments) {
    return new Command.Run(only(arguments));
  }

  private static Command providers(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.get(0).equals("check")) {
      throw new IllegalArgumentException("After 'providers' comes 'check'.");
    }
    return check(arguments.subList(1, arguments.size()));
  }

  private static Command check(List<String> arguments) {
    return new Command.Check(only(arguments));
  }

  /** The providers that are named, where nothing else is. */
  private static Set<String> only(List<String> arguments) {
    CommandLine line = read(arguments, Set.of("--only"), Set.of());
    if (!line.words.isEmpty()) {
      throw new IllegalArgumentException("Unknown command '" + line.words.get(0) + "'.");
    }
    Set<String> only = new LinkedHashSet<>(List.of(line.option("--only", "").split(",", -1)));
    only.remove("");
    return only;
  }

  private static Command ask(List<String> arguments) {
    CommandLine line = read(arguments, Set.of("--model"), Set.of("--stream"));
    return new Command.Ask(
        new Question(
            String.join(" ", line.words),
            line.option("--model", "lattice-guide"),
            line.options.containsKey("--stream")));
  }

  private static Command rehearse(List<String> arguments) {
    CommandLine line = read(arguments, Set.of("--folder"), Set.of());
    return new Command.Rehearse(Path.of(line.option("--folder", ".")));
  }

  private static CommandLine read(List<String> arguments, Set<String> valued, Set<String> flags) {
    CommandLine line = new CommandLine();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      line.take(left, valued, flags);
    }
    return line;
  }

  /** A value is the next word, or what follows {@code =}; after {@code --} all are words. */
  private void take(Deque<String> left, Set<String> valued, Set<String> flags) {
    String word = left.pop();
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (word.equals("--")) {
      words.addAll(left);
      left.clear();
    } else if (flags.contains(word)) {
      options.put(word, PRESENT);
    } else if (valued.contains(name)) {
      options.put(name, equals < 0 ? value(name, left) : word.substring(equals + 1));
    } else if (word.startsWith("-")) {
      throw new IllegalArgumentException("Unknown option '" + word + "'.");
    } else {
      words.add(word);
    }
  }

  private static String value(String name, Deque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a value.");
    }
    return left.pop();
  }

  private String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }
}
