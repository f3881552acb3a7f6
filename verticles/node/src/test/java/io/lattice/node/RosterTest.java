package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.ModelRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final LatticeConfig CONFIG =
      LatticeConfig.of(
          List.of(
              provider("embedded", null),
              provider("xai", "set XAI_API_KEY"),
              provider("bedrock", null),
              provider("openai", null)),
          ModelRegistry.EMPTY);

  @Test
  void runsWhatIsConfiguredAndKnownWhereNothingElseIsSaid() {
    Roster roster = Roster.of(CONFIG, Set.of(), RosterTest::isKnown);

    assertThat(roster.running())
        .extracting(ProviderSettings::name)
        .containsExactly("embedded", "openai");
    assertThat(roster.waiting()).extracting(ProviderSettings::name).containsExactly("xai");
    assertThat(roster.absent()).extracting(ProviderSettings::name).containsExactly("bedrock");
  }

  @Test
  void leavesOutWhatIsNotNamed() {
    Roster roster = Roster.of(CONFIG, Set.of("openai", "xai"), RosterTest::isKnown);

    assertThat(roster.names()).containsExactly("openai");
    assertThat(roster.waiting()).extracting(ProviderSettings::name).containsExactly("xai");
    assertThat(roster.absent()).isEmpty();
  }

  @Test
  void namesTheNearestWhereAProviderIsUnknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roster.of(CONFIG, Set.of("opnai"), RosterTest::isKnown))
        .withMessage("--only names 'opnai', which is no provider; did you mean 'openai'?");
  }

  @Test
  void namesThemAllWhereNoneIsNear() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roster.of(CONFIG, Set.of("mistral"), RosterTest::isKnown))
        .withMessage(
            "--only names 'mistral', which is no provider;"
                + " there are embedded, xai, bedrock, openai.");
  }

  @Test
  void refusesAProviderThatThisBuildCannotRun() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roster.of(CONFIG, Set.of("bedrock"), RosterTest::isKnown))
        .withMessage(
            "--only names 'bedrock', a provider of the kind 'bedrock',"
                + " which this build cannot run.");
  }

  private static boolean isKnown(String kind) {
    return !kind.equals("bedrock");
  }

  private static ProviderSettings provider(String name, @Nullable String missing) {
    return new ProviderSettings(
        name, name, 1, List.of(), List.of(), null, null, Map.of(), List.of(), Map.of(), missing);
  }
}
