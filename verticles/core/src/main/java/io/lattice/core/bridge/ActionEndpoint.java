package io.lattice.core.bridge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers at paths that end in a model's name, a colon and what to do with it. */
final class ActionEndpoint implements Endpoint {

  /** Does it. */
  @FunctionalInterface
  interface Action {
    void serve(Visit visit, String model);
  }

  private final Map<String, Action> actions;

  /**
   * @param actions by their names
   */
  ActionEndpoint(Map<String, Action> actions) {
    this.actions = Map.copyOf(actions);
  }

  @Override
  public void serve(Visit visit) {
    String path = visit.request().path();
    int colon = path.lastIndexOf(':');
    int start = path.indexOf("/models/") + "/models/".length();
    Action action = colon < start ? null : actions.get(path.substring(colon + 1));
    if (action == null || colon == start) {
      throw Refusal.unknownPath();
    }
    action.serve(visit, decoded(path.substring(start, colon)));
  }

  /** A plus is a plus in a path; only in a query it is a space. */
  static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("the model's name in the path is not percent-encoded correctly");
    }
  }
}
