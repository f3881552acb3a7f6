package io.lattice.core.bridge;

import io.lattice.core.observe.FrontDoorMeters;

/**
 * Answers at a face.
 *
 * @param callers of the same event loop
 * @param meters of the same event loop
 */
record ChatEndpoint(
    Face face,
    BridgeOptions options,
    Callers callers,
    Occupancy occupancy,
    FrontDoorMeters meters,
    Surroundings around)
    implements Endpoint {

  @Override
  public void serve(Visit visit) {
    new Intake(this, visit).begin();
  }
}
