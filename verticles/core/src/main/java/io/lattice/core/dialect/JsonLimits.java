package io.lattice.core.dialect;

/**
 * What a caller's JSON may be made of, where that is an operator's to say.
 *
 * @param maxDepth containers in containers, the body's own object being the first; from 1 to 256,
 *     which is what providers' JSON may have
 */
public record JsonLimits(int maxDepth) {
  public static final JsonLimits DEFAULT = new JsonLimits(64);

  public JsonLimits {
    if (maxDepth < 1 || maxDepth > JsonFactories.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "JSON may nest from 1 to %d containers, not %d"
              .formatted(JsonFactories.MAX_DEPTH, maxDepth));
    }
  }
}
