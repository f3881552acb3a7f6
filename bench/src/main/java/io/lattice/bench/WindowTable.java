package io.lattice.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Windows as a Markdown table: for each number of streams the median, the least and the most. */
final class WindowTable {

  private WindowTable() {}

  static String of(List<Integer> streams, List<Window> windows) {
    return """
        | streams | deltas/s | CPU us/delta, asking process | CPU us/delta, answering process | windows |
        |---|---|---|---|---|
        """
        + streams.stream()
            .map(
                number -> row(number, windows.stream().filter(w -> w.streams() == number).toList()))
            .collect(Collectors.joining());
  }

  private static String row(int streams, List<Window> windows) {
    return "| %d | %s | %s | %s | %d |%n"
        .formatted(
            streams,
            spread(windows, Window::deltasPerSecond, "%,.0f"),
            spread(windows, Window::askerMicros, "%.2f"),
            spread(windows, Window::answererMicros, "%.2f"),
            windows.size());
  }

  private static String spread(
      List<Window> windows, ToDoubleFunction<Window> figure, String format) {
    double[] sorted = windows.stream().mapToDouble(figure).sorted().toArray();
    double middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return String.format(
        Locale.ROOT,
        format + " [" + format + "-" + format + "]",
        middle,
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
