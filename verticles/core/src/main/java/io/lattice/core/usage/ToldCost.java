package io.lattice.core.usage;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a provider itself says that an answer cost, to check a price list by; it is never billed by.
 *
 * <p>xAI tells {@code cost_in_usd_ticks}, of 1e-10 USD each, in its usage.
 */
public final class ToldCost {
  private static final String TICKS = "cost_in_usd_ticks";
  private static final int TICK = 10;

  private ToldCost() {}

  /** In USD, or null where the provider says none that can be. */
  public static @Nullable BigDecimal of(Usage usage) {
    Json raw = usage.raw();
    if (raw == null || !raw.text().contains(TICKS)) {
      return null;
    }
    try {
      JsonTree ticks = JsonTree.read(raw).get(TICKS);
      BigDecimal number = ticks == null ? null : ticks.number();
      return number == null || number.signum() < 0 ? null : usd(number);
    } catch (DialectException e) {
      return null;
    }
  }

  private static BigDecimal usd(BigDecimal ticks) {
    return new Cost.Known(ticks.movePointLeft(TICK)).usd();
  }
}
