package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelRegistry;
import io.lattice.config.model.ModelStatus;
import io.lattice.config.model.Price;
import java.math.BigDecimal;
import java.util.List;
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
    assertThat(deployment.price())
        .isEqualTo(new Price(new BigDecimal("0.00125"), new BigDecimal("0.00375"), null, null));
  }

  @Test
  void priceTokensByTheThousand() {
    Price price = models.find("gpt-6-sol").orElseThrow().deployments().get(0).price();

    // USD 2, 10, 0.2 and 2.5 a million.
    assertThat(price)
        .isEqualTo(
            new Price(
                new BigDecimal("0.002"),
                new BigDecimal("0.01"),
                new BigDecimal("0.0002"),
                new BigDecimal("0.0025")));
  }

  @Test
  void doNotTakeAnUnknownPriceForNothing() {
    List<Model> unpriced =
        models.models().stream().filter(model -> model.status() == ModelStatus.UNPRICED).toList();

    assertThat(unpriced).extracting(Model::name).contains("gpt-6.1-terra", "azure-gpt-6-sol");
    assertThat(unpriced)
        .flatExtracting(Model::deployments)
        .allSatisfy(deployment -> assertThat(deployment.price()).isNull());
  }

  @Test
  void markWhatOnlyEmbeds() {
    assertThat(models.find("text-embedding-3-large").orElseThrow().capabilities())
        .containsExactly(Capability.EMBEDDINGS);
  }
}
