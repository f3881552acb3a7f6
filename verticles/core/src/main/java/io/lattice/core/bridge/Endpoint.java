package io.lattice.core.bridge;

/** What answers at a path. */
@FunctionalInterface
interface Endpoint {

  /**
   * Answers now or later.
   *
   * @throws Refusal which is then the answer
   */
  void serve(Visit visit);
}
