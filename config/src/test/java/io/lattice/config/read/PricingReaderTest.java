package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.model.DatedPrice;
import io.lattice.config.model.Price;
import io.lattice.config.model.PriceBand;
import io.lattice.config.model.Pricing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PricingReaderTest {

  private final Said said = Said.withoutShippedModels();

  private static Pricing pricingOf(Said said) {
    return Objects.requireNonNull(said.model("m").deployments().get(0).pricing());
  }

  private static Price price(String input, String output) {
    return new Price(new BigDecimal(input), new BigDecimal(output), null, null);
  }

  @Test
  void readsEveryPartOfAPrice() {
    said.models(
        """
        m:
          provider: openai
          capabilities: [text]
          pricing: {input: 1, output: 2, cached_input: 3, cache_write: 4, cache_write_hour: 5,
                    audio_input: 6, audio_output: 7, image_input: 8}
        """);

    assertThat(pricingOf(said))
        .isEqualTo(
            Pricing.of(
                new Price(
                    BigDecimal.valueOf(1),
                    BigDecimal.valueOf(2),
                    BigDecimal.valueOf(3),
                    BigDecimal.valueOf(4),
                    BigDecimal.valueOf(5),
                    BigDecimal.valueOf(6),
                    BigDecimal.valueOf(7),
                    BigDecimal.valueOf(8))));
  }

  @Test
  void readsPricesThatFollowEachOtherAndTheirBands() {
    said.models(
        """
        m:
          provider: openai
          capabilities: [text]
          pricing:
            - {until: 2026-12-01, input: 1, output: 2}
            - from: 2027-01-01
              input: 3
              output: 4
              bands: [{above: 100, input: 5, output: 6}, {above: 200, input: 7, output: 8}]
        """);

    assertThat(pricingOf(said).prices())
        .containsExactly(
            new DatedPrice(null, LocalDate.of(2026, 12, 1), price("1", "2"), List.of()),
            new DatedPrice(
                LocalDate.of(2027, 1, 1),
                null,
                price("3", "4"),
                List.of(new PriceBand(100, price("5", "6")), new PriceBand(200, price("7", "8")))));
  }

  @Test
  void aPriceSaidAboveLeavesNothingOfTheOneBelow() {
    Said over = Said.nothing().models("gpt-6-sol: {pricing: {input: 1, output: 2}}");

    assertThat(over.model("gpt-6-sol").deployments().get(0).pricing())
        .isEqualTo(Pricing.of(price("1", "2")));
  }

  @Test
  void refusesPricesThatCannotBe() {
    said.models(
        """
        day: {provider: openai, capabilities: [text], pricing: {from: soon, input: 1, output: 1}}
        ends: {provider: openai, capabilities: [text], pricing: {from: 2027-01-02, until: 2027-01-02, input: 1, output: 1}}
        list:
          provider: openai
          capabilities: [text]
          pricing:
            - {from: 2027-01-01, until: 2027-03-01, input: 1, output: 1}
            - {input: 1, output: 1}
            - {from: 2026-01-01, input: 1, output: 1}
            - {from: 2025-01-01, until: 2028-01-01, input: -1, output: 1}
            - {from: 2027-01-01, input: 1, output: 1}
        bands:
          provider: openai
          capabilities: [text]
          pricing:
            input: 1
            output: 1
            bands:
              - {above: 200, output: 1}
              - {above: 200, input: 1, output: 1}
              - {input: 1, output: 1}
        silent: {provider: openai, capabilities: [text], pricing: {input: 1}}
        half: {provider: openai, capabilities: [text], pricing: {input: 1, output: 1, bands: [{above: 5, input: 2}]}}
        vectors: {provider: openai, capabilities: [embeddings], pricing: {input: 1}}
        """);

    assertThat(said.problems())
        .containsExactly(
            "config/models.yaml:1: day.pricing.from 'soon' must be a day, such as 2027-01-01",
            "config/models.yaml:2: ends.pricing.until '2027-01-02' must be after from, 2027-01-02",
            "config/models.yaml:8: list.pricing[1].from is needed; only the first price of a list"
                + " may be without",
            "config/models.yaml:10: list.pricing[3].from '2025-01-01' must be after that of the"
                + " price before, 2026-01-01",
            "config/models.yaml:10: list.pricing[3].input '-1' must be a number that is not"
                + " negative, such as 0.002",
            "config/models.yaml:19: bands.pricing.bands[0].input is needed; a band prices the whole"
                + " request anew",
            "config/models.yaml:20: bands.pricing.bands[1].above '200' must be more than in the"
                + " band before, 200",
            "config/models.yaml:21: bands.pricing.bands[2].above is needed: the input tokens beyond"
                + " which the band holds",
            "config/models.yaml:22: silent.pricing says nothing of output, in a price or in a band;"
                + " only a model that embeds has none",
            "config/models.yaml:23: half.pricing says nothing of output, in a price or in a band;"
                + " only a model that embeds has none");
  }
}
