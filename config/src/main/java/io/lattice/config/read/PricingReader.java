package io.lattice.config.read;

import static io.lattice.config.tree.Form.DECIMAL;
import static io.lattice.config.tree.Form.integer;

import io.lattice.config.model.DatedPrice;
import io.lattice.config.model.Price;
import io.lattice.config.model.PriceBand;
import io.lattice.config.model.Pricing;
import io.lattice.config.tree.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a model costs: one price, or a list of prices that follow each other. */
final class PricingReader {
  private static final String INPUT = "input";
  private static final String ABOVE = "above";

  private static final List<String> PARTS =
      List.of(
          INPUT,
          "output",
          "cached_input",
          "cache_write",
          "cache_write_hour",
          "audio_input",
          "audio_output",
          "image_input");

  private PricingReader() {}

  /** What {@code pricing} of a section says; null where it says nothing, or something wrong. */
  static @Nullable Pricing read(Section model) {
    List<Section> sections = model.sections("pricing");
    List<DatedPrice> prices = new ArrayList<>();
    PriceDays days = new PriceDays();
    for (Section each : sections) {
      boolean follows = days.next(each);
      List<Section> bandSections = each.sections("bands");
      Price price = price(each, "leave pricing out when the price is not known");
      List<PriceBand> bands = bands(bandSections);
      if (follows && price != null && bands.size() == bandSections.size()) {
        prices.add(new DatedPrice(days.from(), days.until(), price, bands));
      }
    }
    return prices.isEmpty() || prices.size() < sections.size() ? null : new Pricing(prices);
  }

  private static List<PriceBand> bands(List<Section> sections) {
    List<PriceBand> bands = new ArrayList<>();
    int last = 0;
    for (Section each : sections) {
      Integer above = each.read(ABOVE, integer(1, Traits.MOST_TOKENS));
      Price price = price(each, "a band prices the whole request anew");
      if (above == null && !each.says(ABOVE)) {
        each.problem(ABOVE, "is needed: the input tokens beyond which the band holds");
      } else if (above != null && above <= last) {
        each.problem(ABOVE, above.toString(), "must be more than in the band before, " + last);
      } else if (above != null && price != null) {
        bands.add(new PriceBand(above, price));
      }
      last = above == null ? last : Math.max(last, above);
    }
    return bands;
  }

  private static @Nullable Price price(Section section, String remedy) {
    Map<String, BigDecimal> said = new HashMap<>();
    boolean good = true;
    for (String part : PARTS) {
      BigDecimal price = section.read(part, DECIMAL);
      if (price != null) {
        said.put(part, price);
      }
      good &= price != null || !section.says(part);
    }
    section.refuseUnknown();
    BigDecimal input = said.get(INPUT);
    if (input == null && !section.says(INPUT)) {
      section.problem(INPUT, "is needed; " + remedy);
    }
    return input == null || !good
        ? null
        : new Price(
            input,
            said.get("output"),
            said.get("cached_input"),
            said.get("cache_write"),
            said.get("cache_write_hour"),
            said.get("audio_input"),
            said.get("audio_output"),
            said.get("image_input"));
  }
}
