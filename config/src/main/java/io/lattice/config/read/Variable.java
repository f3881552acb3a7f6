package io.lattice.config.read;

import io.lattice.config.tree.Place;
import io.lattice.config.tree.Tree;

/** An environment variable that is set, and where. It never prints its value. */
record Variable(Place place, String value) {

  /** The variable as a value of a tree. */
  Tree scalar() {
    return new Tree.Scalar(place, value);
  }

  @Override
  public String toString() {
    return "Variable at " + place;
  }
}
