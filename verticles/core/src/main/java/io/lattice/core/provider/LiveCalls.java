package io.lattice.core.provider;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The calls under way of one verticle, so that one timer watches over all. */
final class LiveCalls {
  private final Set<HttpCall> calls = new LinkedHashSet<>();

  void add(HttpCall call) {
    calls.add(call);
  }

  void remove(HttpCall call) {
    calls.remove(call);
  }

  void sweep() {
    List.copyOf(calls).forEach(HttpCall::sweep);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }
}
