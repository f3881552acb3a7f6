package io.lattice.config.model;

import java.util.Objects;

/**
 * What a provider takes for a long prompt. It prices the whole request anew, not only the tokens
 * beyond the bound.
 *
 * @param above input tokens, cached ones included, beyond which it holds
 */
public record PriceBand(int above, Price price) {

  /** A band begins somewhere. */
  public PriceBand {
    Objects.requireNonNull(price, "price");
    if (above < 1) {
      throw new IllegalArgumentException("a price band begins above 1 token, not " + above);
    }
  }
}
