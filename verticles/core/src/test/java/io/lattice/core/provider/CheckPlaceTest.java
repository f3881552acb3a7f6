package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Model;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckPlaceTest {
  private static final URI US = URI.create("https://us.example");
  private static final URI EU = URI.create("https://eu.example");
  private static final URI ALL = URI.create("https://example");

  @Test
  void everyRegionWithAnAddressOfItsOwnIsAPlace() {
    ProviderSettings provider = regions(List.of("us", "eu"), Map.of("us", US, "eu", EU));

    assertThat(CheckPlace.of(provider, Registry.with(provider, "b", "a")))
        .containsExactly(
            new CheckPlace(US, List.of("us"), Set.of("a", "b")),
            new CheckPlace(EU, List.of("eu"), Set.of("a", "b")));
  }

  @Test
  void regionsThatShareAnAddressAreOnePlace() {
    ProviderSettings provider = regions(List.of("us", "eu"), Map.of());

    assertThat(CheckPlace.of(provider, Registry.with(provider, "a")))
        .containsExactly(new CheckPlace(ALL, List.of("us", "eu"), Set.of("a")));
  }

  @Test
  void aRegionThatOnlyAModelNamesIsAPlaceToo() {
    ProviderSettings provider = regions(List.of("us"), Map.of("us", US, "eu", EU));
    Model model = Model.of("a", List.of(Registry.deployment(provider, "a", "eu")));

    assertThat(CheckPlace.of(provider, Registry.of(provider, List.of(model))))
        .containsExactly(
            new CheckPlace(US, List.of("us"), Set.of()),
            new CheckPlace(EU, List.of("eu"), Set.of("a")));
  }

  @Test
  void aProviderWithoutModelsOrRegionsIsAskedAllTheSame() {
    ProviderSettings provider = regions(List.of(), Map.of());

    assertThat(CheckPlace.of(provider, Registry.with(provider)))
        .containsExactly(new CheckPlace(ALL, List.of(), Set.of()));
  }

  @Test
  void aProviderThatIsToldByRegionsAloneIsAskedInTheFirstByName() {
    ProviderSettings provider =
        Registry.provider("openai", null, List.of(), Map.of("us", US, "eu", EU), List.of());

    assertThat(CheckPlace.of(provider, Registry.with(provider)))
        .extracting(CheckPlace::base)
        .containsExactly(EU);
  }

  @Test
  void expectsNoModelThatIsRetiredAndNoneOfAnotherProvider() {
    ProviderSettings provider = regions(List.of(), Map.of());
    ProviderSettings other = Registry.provider("xai", ALL);
    List<Model> models =
        List.of(
            Registry.retired(provider, "old"),
            Model.of("foreign", Registry.deployments(other, "foreign")),
            Model.of("new", Registry.deployments(provider, "new")));

    assertThat(CheckPlace.of(provider, Registry.of(provider, models)))
        .containsExactly(new CheckPlace(ALL, List.of(), Set.of("new")));
  }

  private static ProviderSettings regions(List<String> regions, Map<String, URI> endpoints) {
    return Registry.provider("openai", ALL, regions, endpoints, List.of());
  }
}
