package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Hints;
import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/**
 * Nothing that a caller writes reaches a log line or a header unless every character is harmless.
 */
class WhatCallersWriteProperties {
  private static final String HARMLESS = "[A-Za-z0-9._:=/-]+";

  private static MultiMap with(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }

  @Property
  void anIdIsHarmlessOrMadeByUs(@ForAll @StringLength(max = 200) String own) {
    assertThat(RequestIds.of(with("x-request-id", own), () -> "made"))
        .matches("[A-Za-z0-9._-]{1,128}");
  }

  @Property
  void aHintIsHarmlessOrRefused(
      @ForAll @StringLength(max = 80) @CharRange(from = '\0', to = '\u00ff') String value) {
    for (String name : new String[] {"x-lattice-residency", "x-lattice-tags"}) {
      try {
        Hints hints = HintReader.read(with(name, value));
        assertThat(Stream.concat(Stream.ofNullable(hints.region()), hints.tags().stream()))
            .isNotEmpty()
            .allMatch(word -> Objects.requireNonNull(word).matches(HARMLESS));
      } catch (Refusal refusal) {
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal).hasMessageContaining(name);
      }
    }
  }

  @Property
  void aTargetWithAnythingButVisibleAsciiIsRefused(
      @ForAll @CharRange(from = '\0', to = '\u00ff') @StringLength(max = 20) String rest) {
    // given
    Assume.that(rest.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#'));
    // then
    assertThatThrownBy(() -> HeadRules.check("/" + rest, true, with("host", "localhost")))
        .isInstanceOf(Refusal.class);
  }

  @Property
  void aNameThatIsNoAddressIsNotOurs(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 8) String label) {
    // given
    Assume.that(!label.equals("localhost"));
    LocalNames names = new LocalNames("127.0.0.1");
    // then
    for (String host :
        new String[] {label, "127.0.0." + label, "localhost." + label, label + ":80"}) {
      assertThatThrownBy(() -> names.check(with("host", host))).isInstanceOf(Refusal.class);
    }
  }
}
