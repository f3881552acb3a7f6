package io.lattice.node;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;

/** One screen that tells what runs and what to do next. */
final class Banner {

  private static final String QUESTION = "What is Lattice?";

  private Banner() {}

  static String of(NodeReport node) {
    var text = new StringBuilder();
    double seconds = node.took().toMillis() / 1000.0;
    text.append(
        String.format(Locale.ROOT, "%nLattice %s is ready, %.1f s.%n%n", node.version(), seconds));
    row(text, "http", node.http() == null ? "off" : node.http().toString());
    row(text, "cluster", cluster(node));
    row(text, "models", models(node));
    row(text, "providers", node.running().isEmpty() ? "none" : String.join(", ", node.running()));
    if (!node.waiting().isEmpty()) {
      text.append(String.format("%nNot configured:%n"));
      node.waiting().forEach(waiting -> row(text, waiting.provider(), waiting.missing()));
    }
    if (!node.absent().isEmpty()) {
      text.append(String.format("%nNot in this build: %s%n", String.join(", ", node.absent())));
    }
    if (node.http() != null) {
      text.append(String.format("%nAsk it:%n")).append(firstQuestions(node.http()));
    }
    return text.append(String.format("%nREADME.md tells more. Ctrl-C ends this node.%n"))
        .toString();
  }

  private static String cluster(NodeReport node) {
    String region = node.region() == null ? "" : ", region " + node.region();
    String others =
        node.others().isEmpty()
            ? "no other node"
            : node.others().stream().sorted().collect(Collectors.joining(", ", "with ", ""));
    return node.member() + ", " + others + region;
  }

  private static String models(NodeReport node) {
    return node.modelsWaiting() == 0
        ? node.models() + " can be asked"
        : node.models() + " can be asked, " + node.modelsWaiting() + " wait for a provider";
  }

  private static String firstQuestions(URI http) {
    return """
      ./run.sh ask "%s"
      curl -N %s/v1/chat/completions -H 'content-type: application/json' \\
        -d '{"model":"lattice-guide","stream":true,"messages":[{"role":"user","content":"%s"}]}'
    """
        .formatted(QUESTION, http, QUESTION)
        .replace("\n", System.lineSeparator());
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append(String.format("  %-10s %s%n", name, value));
  }
}
