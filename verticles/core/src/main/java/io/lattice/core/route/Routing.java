package io.lattice.core.route;

import java.util.List;

/** The answer to where a request may go. Every deployment of the model is in it exactly once. */
public sealed interface Routing permits RoutePlan, NoRoute {

  /** Why the others do not answer. */
  List<Rejection> rejections();
}
