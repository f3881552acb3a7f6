package io.lattice.config.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {

  private final ModelRegistry registry =
      ModelRegistry.of(List.of(model("gpt-6-sol", "sol"), model("claude-opus-5-5")));

  @Test
  void findsModelsByNameAndByAlias() {
    assertThat(registry.find("gpt-6-sol")).map(Model::name).contains("gpt-6-sol");
    assertThat(registry.find("sol")).map(Model::name).contains("gpt-6-sol");
    assertThat(registry.find("GPT-6-SOL")).isEmpty();
  }

  @Test
  void knowsWhatSomebodyProbablyMeant() {
    assertThat(registry.nearest("gpt-6-sl")).contains("gpt-6-sol");
    assertThat(registry.nearest("llama")).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheFile() {
    assertThat(registry.models())
        .extracting(Model::name)
        .containsExactly("gpt-6-sol", "claude-opus-5-5");
  }

  @Test
  void refusesANameThatIsUsedTwice() {
    assertThatThrownBy(() -> ModelRegistry.of(List.of(model("a"), model("b", "a"))))
        .hasMessage("'a' names both 'a' and 'b'");
  }

  @Test
  void aModelCanDoWhatOneOfItsDeploymentsCan() {
    Model model = Model.of("m", List.of(at("us", Capability.TEXT), at("eu", Capability.VISION)));

    assertThat(model.capabilities()).containsExactly(Capability.TEXT, Capability.VISION);
  }

  private static Model model(String name, String... aliases) {
    return new Model(
        name,
        List.of(),
        EnumSet.of(Capability.TEXT),
        ModelStatus.ACTIVE,
        null,
        null,
        List.of(aliases));
  }

  private static Deployment at(String region, Capability capability) {
    return new Deployment(
        Deployment.id("p", "m", region),
        "p",
        "m",
        "m",
        region,
        1,
        Set.of(capability),
        null,
        null,
        null,
        null,
        Map.of());
  }
}
