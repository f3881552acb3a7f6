package io.lattice.core.dialect;

import java.util.Objects;

/**
 * What a provider must be told that the caller did not say.
 *
 * @param modelId the provider's id of the model
 * @param streamed whether to stream
 * @param usageInStream whether the provider understands a request for usage at a stream's end
 */
public record UpstreamTarget(String modelId, boolean streamed, boolean usageInStream) {
  public UpstreamTarget {
    Objects.requireNonNull(modelId, "modelId");
  }
}
