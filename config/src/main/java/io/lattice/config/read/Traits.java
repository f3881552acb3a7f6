package io.lattice.config.read;

import static io.lattice.config.tree.Form.DURATION;
import static io.lattice.config.tree.Form.integer;

import io.lattice.config.model.Capability;
import io.lattice.config.model.Pricing;
import io.lattice.config.text.NearestName;
import io.lattice.config.tree.Section;
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
    @Nullable Pricing pricing,
    @Nullable Duration firstTokenTimeout,
    Map<String, String> options) {

  static final Traits NONE = new Traits(Set.of(), null, null, null, null, Map.of());

  static final int MOST_TOKENS = 100_000_000;

  /** Reads a section; what it does not say is as in {@code otherwise}. */
  static Traits read(Section section, Traits otherwise) {
    Set<Capability> capabilities = capabilities(section);
    Pricing pricing = PricingReader.read(section);
    Map<String, String> options = section.texts("options");
    Integer window = section.read("context_window", integer(1, MOST_TOKENS));
    Integer output = section.read("max_output_tokens", integer(1, MOST_TOKENS));
    Duration firstToken = section.read("first_token_timeout", DURATION);
    return new Traits(
        capabilities.isEmpty() ? otherwise.capabilities : capabilities,
        window == null ? otherwise.contextWindow : window,
        output == null ? otherwise.maxOutputTokens : output,
        pricing == null ? otherwise.pricing : pricing,
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
}
