package io.lattice.core.bridge;

import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.TokenCounting;
import io.lattice.core.observe.FrontDoorMeters;
import org.jspecify.annotations.Nullable;

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
    serve(visit, null);
  }

  /**
   * @param path what the path tells, or null where the body tells all
   */
  void serve(Visit visit, @Nullable PathFacts path) {
    Intake.chat(this, visit, path).begin();
  }

  /**
   * Answers with vectors.
   *
   * @param speech of those who ask for them
   * @param model what the path names, or empty
   */
  void embed(Visit visit, EmbeddingSpeech speech, String model) {
    Intake.vectors(this, visit, speech, model).begin();
  }

  /**
   * Answers with how many tokens a question would take.
   *
   * @param model what the path names, or empty
   */
  void count(Visit visit, TokenCounting counting, String model) {
    Intake.count(this, visit, counting, model).begin();
  }
}
