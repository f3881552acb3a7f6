package io.lattice.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

class NearestNameProperties {

  @Property
  void aNameIsNearestToItself(
      @ForAll @AlphaChars @NotEmpty String name, @ForAll List<@AlphaChars String> others) {
    List<String> known = new ArrayList<>(others);
    known.add(name);

    assertThat(NearestName.of(name, known))
        .hasValueSatisfying(near -> assertThat(NearestName.edits(near, name)).isZero());
  }

  @Property
  void editsAreTheSameBothWays(
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'e') String one,
      @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'e') String other) {
    assertThat(NearestName.edits(one, other)).isEqualTo(NearestName.edits(other, one));
  }

  @Property
  void editsAreAtLeastTheDifferenceOfTheLengthsAndAtMostTheLonger(
      @ForAll @StringLength(max = 12) @AlphaChars String one,
      @ForAll @StringLength(max = 12) @AlphaChars String other) {
    assertThat(NearestName.edits(one, other))
        .isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
  }

  @Example
  void findsASlipOfEveryKind() {
    List<String> known = List.of("base_url", "priority", "regions");

    assertThat(NearestName.of("base-url", known)).contains("base_url");
    assertThat(NearestName.of("baseurl", known)).contains("base_url");
    assertThat(NearestName.of("proirity", known)).contains("priority");
    assertThat(NearestName.of("region", known)).contains("regions");
  }

  @Example
  void doesNotGuessWhenNothingIsNear() {
    assertThat(NearestName.of("temperature", List.of("base_url", "priority"))).isEmpty();
  }

  @Example
  void takesTheFirstInTheAlphabetOfTwoThatAreEquallyNear() {
    assertThat(NearestName.of("gpt-x", List.of("gpt-b", "gpt-a"))).contains("gpt-a");
  }
}
