package io.lattice.core.dialect;

import io.lattice.api.chat.Need;
import java.util.Objects;
import java.util.Set;

/**
 * What the router must know of a caller's request.
 *
 * @param model empty where the dialect names it in the path
 * @param usageAsked whether the caller asked for usage in the stream
 */
public record RequestFacts(String model, boolean streamed, boolean usageAsked, Set<Need> needs) {
  public RequestFacts {
    Objects.requireNonNull(model, "model");
    needs = Set.copyOf(needs);
  }

  /** The same, where the path names the model and says whether to stream. */
  public RequestFacts at(String pathModel, boolean pathStreamed) {
    return new RequestFacts(pathModel, pathStreamed, usageAsked, needs);
  }
}
