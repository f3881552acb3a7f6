package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.model.Capability;
import io.lattice.config.model.DatedPrice;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelRegistry;
import io.lattice.config.model.ModelStatus;
import io.lattice.config.model.Price;
import io.lattice.config.model.Pricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedModelsTest {

  private final ModelRegistry models = Said.nothing().config().models();

  @ParameterizedTest
  @CsvSource({
    "openai, 11",
    "anthropic, 7",
    "google, 6",
    "xai, 5",
    "ollama, 20",
    "azure, 4",
    "bedrock, 8",
    "dial, 2",
    "vertex, 1",
    "embedded, 1"
  })
  void serveAtLeastAsManyAsThePlanNames(String provider, int planned) {
    assertThat(models.models())
        .filteredOn(model -> !model.isRetired())
        .flatExtracting(Model::deployments)
        .filteredOn(deployment -> deployment.provider().equals(provider))
        .hasSizeGreaterThanOrEqualTo(planned);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bedrock-claude-3-opus", "bedrock-claude-3-sonnet", "bedrock-claude-3-haiku",
        "bedrock-llama-3.1-405b", "bedrock-llama-3.1-70b", "bedrock-llama-3.1-8b",
        "bedrock-mistral-large", "bedrock-titan-express", "vertex-gemini-1.5-pro",
        "dial-claude-opus-4", "dial-claude-sonnet-4"
      })
  void knowEveryModelThatThePlanNames(String name) {
    assertThat(models.find(name)).isPresent();
  }

  @Test
  void sayWhatToUseInsteadOfARetiredModel() {
    assertThat(models.models())
        .filteredOn(Model::isRetired)
        .isNotEmpty()
        .allSatisfy(model -> assertThat(model.replacement()).isNotNull());
  }

  @Test
  void keepThePlansOwnEntry() {
    Model model = models.find("vertex-gemini-1.5-pro").orElseThrow();

    assertThat(model.status()).isEqualTo(ModelStatus.RETIRED);
    assertThat(model.retiredOn()).isEqualTo("2025-09-24");
    assertThat(model.capabilities())
        .containsExactly(Capability.TEXT, Capability.CODE, Capability.VISION);
    Deployment deployment = model.deployments().get(0);
    assertThat(deployment.contextWindow()).isEqualTo(1_000_000);
    assertThat(deployment.pricing())
        .isEqualTo(
            Pricing.of(
                new Price(new BigDecimal("0.00125"), new BigDecimal("0.00375"), null, null)));
  }

  @Test
  void priceTokensByTheThousand() {
    DatedPrice dated = priceOf("gpt-6-sol", "2026-11-25T00:00:00Z");

    // USD 2, 10, 0.2 and 2.5 a million.
    assertThat(dated.forInput(272_000))
        .isEqualTo(
            new Price(
                new BigDecimal("0.002"),
                new BigDecimal("0.01"),
                new BigDecimal("0.0002"),
                new BigDecimal("0.0025")));
  }

  @Test
  void takeMoreForLongPrompts() {
    DatedPrice dated = priceOf("gpt-6-sol", "2026-11-25T00:00:00Z");

    assertThat(dated.forInput(272_001).output()).isEqualTo(new BigDecimal("0.015"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini-3.8-flash", "gemini-3.7-flash", "vertex-gemini-3.8-flash"})
  void doubleAtTheNewYearWhereGoogleSaidSo(String model) {
    DatedPrice before = priceOf(model, "2026-12-31T23:59:59Z");
    DatedPrice after = priceOf(model, "2027-01-01T00:00:00Z");

    assertThat(before.price().input()).isEqualTo(new BigDecimal("0.00075"));
    assertThat(after.price().input()).isEqualTo(new BigDecimal("0.0015"));
    assertThat(after.price().output()).isEqualTo(new BigDecimal("0.0075"));
  }

  @Test
  void priceACacheWriteForAnHour() {
    DatedPrice dated = priceOf("claude-opus-5-5", "2026-11-25T00:00:00Z");

    assertThat(dated.price().cacheWriteHour()).isEqualTo(new BigDecimal("0.008"));
  }

  private DatedPrice priceOf(String model, String at) {
    Pricing pricing = models.find(model).orElseThrow().deployments().get(0).pricing();
    return Objects.requireNonNull(pricing, model).at(Instant.parse(at)).orElseThrow();
  }

  @Test
  void doNotTakeAnUnknownPriceForNothing() {
    List<Model> unpriced =
        models.models().stream().filter(model -> model.status() == ModelStatus.UNPRICED).toList();

    assertThat(unpriced).extracting(Model::name).contains("gpt-6.1-terra", "azure-gpt-6-sol");
    assertThat(unpriced)
        .flatExtracting(Model::deployments)
        .allSatisfy(deployment -> assertThat(deployment.pricing()).isNull());
  }

  @Test
  void markWhatOnlyEmbeds() {
    assertThat(models.find("text-embedding-3-large").orElseThrow().capabilities())
        .containsExactly(Capability.EMBEDDINGS);
  }
}
