package io.lattice.core.dialect;

import io.lattice.api.chat.Need;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider must be told that the caller did not say, and what its model is known to do.
 *
 * @param modelId the provider's id of the model
 * @param streamed whether to stream
 * @param usageInStream whether the provider understands a request for usage at a stream's end
 * @param maxOutputTokens at most this many tokens of an answer; null where not known
 * @param contextWindow tokens of prompt and answer together; null where not known
 * @param natively what the model does by itself, so that no dialect need emulate it
 * @param options what only one kind of provider has, in kebab-case: {@code num-ctx}
 */
public record UpstreamTarget(
    String modelId,
    boolean streamed,
    boolean usageInStream,
    @Nullable Integer maxOutputTokens,
    @Nullable Integer contextWindow,
    Set<Need> natively,
    Map<String, String> options) {

  public UpstreamTarget {
    Objects.requireNonNull(modelId, "modelId");
    natively = Set.copyOf(natively);
    options = Map.copyOf(options);
  }

  /** A model that can do everything and of whose limits nothing is known. */
  public UpstreamTarget(String modelId, boolean streamed, boolean usageInStream) {
    this(modelId, streamed, usageInStream, null, null, Set.of(Need.values()), Map.of());
  }

  /** Whether the model does this by itself. */
  public boolean does(Need need) {
    return natively.contains(need);
  }
}
