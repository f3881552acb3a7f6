package io.lattice.config.read;

import static io.lattice.config.tree.Form.DECIMAL;
import static io.lattice.config.tree.Form.DURATION;
import static io.lattice.config.tree.Form.integer;

import io.lattice.config.model.Capability;
import io.lattice.config.model.Price;
import io.lattice.config.text.NearestName;
import io.lattice.config.tree.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an entry of {@code models.yaml} says about a model wherever it runs. */
record Traits(
    Set<Capability> capabilities,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutputTokens,
    @Nullable Price price,
    @Nullable Duration firstTokenTimeout,
    Map<String, String> options) {

  static final Traits NONE = new Traits(Set.of(), null, null, null, null, Map.of());

  private static final int MOST_TOKENS = 100_000_000;

  /** Reads a section; what it does not say is as in {@code otherwise}. */
  static Traits read(Section section, Traits otherwise) {
    Set<Capability> capabilities = capabilities(section);
    Price price = price(section);
    Map<String, String> options = section.texts("options");
    Integer window = section.read("context_window", integer(1, MOST_TOKENS));
    Integer output = section.read("max_output_tokens", integer(1, MOST_TOKENS));
    Duration firstToken = section.read("first_token_timeout", DURATION);
    return new Traits(
        capabilities.isEmpty() ? otherwise.capabilities : capabilities,
        window == null ? otherwise.contextWindow : window,
        output == null ? otherwise.maxOutputTokens : output,
        price == null ? otherwise.price : price,
        firstToken == null ? otherwise.firstTokenTimeout : firstToken,
        options.isEmpty() ? otherwise.options : options);
  }

  private static Set<Capability> capabilities(Section section) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (String word : section.words("capabilities")) {
      Capability.of(word)
          .ifPresentOrElse(
              capabilities::add,
              () -> section.problem("capabilities", word, "is not a capability; " + remedy(word)));
    }
    return Collections.unmodifiableSet(capabilities);
  }

  private static String remedy(String word) {
    List<String> words = Capability.words();
    return NearestName.of(word, words)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("known are " + String.join(", ", words));
  }

  private static @Nullable Price price(Section section) {
    Section pricing = section.section("pricing");
    BigDecimal input = pricing.read("input", DECIMAL);
    BigDecimal output = pricing.read("output", DECIMAL);
    BigDecimal cachedInput = pricing.read("cached_input", DECIMAL);
    BigDecimal cacheWrite = pricing.read("cache_write", DECIMAL);
    pricing.refuseUnknown();
    if (input == null && section.says("pricing") && !pricing.says("input")) {
      pricing.problem("input", "is needed; leave pricing out when the price is not known");
    }
    return input == null ? null : new Price(input, output, cachedInput, cacheWrite);
  }
}
