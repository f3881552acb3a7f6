package io.lattice.core.dialect;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Well-formed objects of known names and values in unlikely places, some of them cut. */
public final class JsonTexts {
  private JsonTexts() {}

  public static Arbitrary<String> objects(Arbitrary<String> names, Arbitrary<String> values) {
    Arbitrary<String> whole =
        Arbitraries.recursive(() -> values, inner -> container(names, inner), 1, 7)
            .flatMap(value -> object(names, Arbitraries.just(value)));
    Arbitrary<String> cut =
        whole.flatMap(
            text -> Arbitraries.integers().between(0, text.length()).map(text::substring));
    return Arbitraries.frequencyOf(Tuple.of(9, whole), Tuple.of(1, cut));
  }

  private static Arbitrary<String> container(Arbitrary<String> names, Arbitrary<String> inner) {
    return Arbitraries.oneOf(
        object(names, inner),
        inner.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]"));
  }

  private static Arbitrary<String> object(Arbitrary<String> names, Arbitrary<String> inner) {
    return Combinators.combine(names.list().uniqueElements().ofMaxSize(4), inner.list().ofSize(4))
        .as(JsonTexts::join);
  }

  private static String join(List<String> names, List<String> values) {
    return names.stream()
        .map(name -> "\"" + name + "\":" + values.get(names.indexOf(name)))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
