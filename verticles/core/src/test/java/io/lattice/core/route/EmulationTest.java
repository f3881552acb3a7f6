package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Need;
import io.lattice.config.model.Capability;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmulationTest {

  @Test
  void jsonIsAskedOfClaudeInWordsOrByATool() {
    assertThat(Emulation.covers("anthropic", Need.JSON_OBJECT, Set.of(Capability.TEXT))).isTrue();
    assertThat(Emulation.covers("anthropic", Need.JSON_SCHEMA, Set.of(Capability.TOOLS))).isTrue();
    assertThat(Emulation.covers("anthropic", Need.JSON_SCHEMA, Set.of(Capability.TEXT))).isFalse();
  }

  @Test
  void whatNobodyMakesUpForIsLacking() {
    assertThat(Emulation.covers("anthropic", Need.VISION, Set.of(Capability.TEXT))).isFalse();
    assertThat(Emulation.covers("openai", Need.JSON_SCHEMA, Set.of(Capability.TOOLS))).isFalse();
  }
}
