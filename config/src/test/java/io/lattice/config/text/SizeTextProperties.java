package io.lattice.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class SizeTextProperties {

  @Property
  void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 999_999_999L) long bytes) {
    assertThat(SizeText.parse(SizeText.write(bytes))).contains(bytes);
  }

  @Property
  void neverThrows(@ForAll @StringLength(max = 30) String text) {
    assertThat(SizeText.parse(text)).isNotNull();
  }

  @Example
  void readsBinaryAndDecimalUnits() {
    assertThat(SizeText.parse("512 B")).contains(512L);
    assertThat(SizeText.parse("256KiB")).contains(262_144L);
    assertThat(SizeText.parse("20 MiB")).contains(20_971_520L);
    assertThat(SizeText.parse("1 GiB")).contains(1_073_741_824L);
    assertThat(SizeText.parse("2 MB")).contains(2_000_000L);
  }

  @Example
  void refusesNumbersWithoutAUnitAndUnitsItDoesNotKnow() {
    assertThat(SizeText.parse("20")).isEmpty();
    assertThat(SizeText.parse("20 mib")).isEmpty();
    assertThat(SizeText.parse("-1 B")).isEmpty();
  }
}
