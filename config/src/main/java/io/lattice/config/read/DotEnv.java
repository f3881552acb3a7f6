package io.lattice.config.read;

import io.lattice.config.tree.Place;
import io.lattice.config.tree.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env}: {@code NAME=value} on each line, {@code export} before it and quotes around
 * the value allowed, {@code #} for comments. Nothing is expanded. Values never reach a message.
 */
final class DotEnv {

  static final String FILE = ".env";

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
  private static final Pattern QUOTED = Pattern.compile("(?:\"([^\"]*)\"|'([^']*)')\\s*(?:#.*)?");

  private DotEnv() {}

  static Map<String, Variable> parse(String text, Report report) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        report.problem(new Place(FILE, "", number), "is not NAME=value; write one, or # before it");
        continue;
      }
      Place place = new Place(FILE, matcher.group(1), number);
      Variable first =
          variables.putIfAbsent(matcher.group(1), new Variable(place, value(matcher.group(2))));
      if (first != null) {
        report.problem(place, "is set twice, first in line " + first.place().line() + "; keep one");
      }
    }
    return variables;
  }

  private static String value(String text) {
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
    }
    int comment = text.indexOf(" #");
    return (comment < 0 ? text : text.substring(0, comment)).strip();
  }
}
