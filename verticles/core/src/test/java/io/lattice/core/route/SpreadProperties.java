package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SpreadProperties {

  private static final List<String> ITEMS = List.of("a", "b", "c", "d");

  @Property(tries = 10)
  void whereTheFirstFailsItsRequestsAreSpreadOverTheOthers(@ForAll long seed) {
    Map<String, Long> seconds =
        LongStream.range(0, 8_000)
            .mapToObj(number -> order(seed + number))
            .filter(order -> order.get(0).equals("a"))
            .collect(Collectors.groupingBy(order -> order.get(1), Collectors.counting()));

    // a third of a quarter each, within six standard deviations
    assertThat(seconds).containsOnlyKeys("b", "c", "d");
    assertThat(seconds.values()).allMatch(times -> times > 510 && times < 824);
  }

  @Property
  void everythingKeepsAPlace(@ForAll long spin) {
    assertThat(order(spin)).containsExactlyInAnyOrderElementsOf(ITEMS).isEqualTo(order(spin));
  }

  private static List<String> order(long spin) {
    return ITEMS.stream().sorted(Spread.by(Function.identity(), spin)).toList();
  }
}
