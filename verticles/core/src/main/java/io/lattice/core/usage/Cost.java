package io.lattice.core.usage;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;

/** What usage costs. That nobody knows is a state of its own, and never nothing. */
public sealed interface Cost {

  /**
   * @param usd exact, never negative, without zeros at its end
   */
  record Known(BigDecimal usd) implements Cost {
    public Known {
      if (usd.signum() < 0) {
        throw new IllegalArgumentException("a cost must not be negative, not " + usd);
      }
      BigDecimal stripped = usd.stripTrailingZeros();
      usd = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }

  /** Some price is missing. */
  record Unknown(Reason reason) implements Cost {
    public Unknown {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Why a cost is unknown. */
  enum Reason {
    /** The deployment has no price. */
    NO_PRICE,
    /** It has some, but none for that day. */
    NO_PRICE_THAT_DAY,
    /** It has one of input only, and there was output. */
    NO_OUTPUT_PRICE;

    /** For logs and labels. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Both together; unknown where either is. */
  default Cost plus(Cost other) {
    if (this instanceof Known mine && other instanceof Known others) {
      return new Known(mine.usd.add(others.usd));
    }
    return this instanceof Unknown ? this : other;
  }
}
