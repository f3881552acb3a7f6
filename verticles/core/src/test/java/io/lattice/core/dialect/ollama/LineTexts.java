package io.lattice.core.dialect.ollama;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts that are nearly what this dialect says: known names with values of any type. */
final class LineTexts {
  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "7",
          "1.5",
          "1e300",
          "1e99999",
          "\"\"",
          "\"text\"",
          "\"stop\"",
          "\"json\"",
          "\"high\"",
          "\"function\"",
          "\"user\"",
          "\"assistant\"",
          "\"tool\"",
          "\"\\ud83d\"",
          "\"AA==\"",
          "\"iVBORw0KGgo=\"",
          "\"2026-01-01T00:00:00Z\"",
          "[]",
          "{}",
          "[[]]",
          "[{}]",
          "[7]");

  private LineTexts() {}

  /** Objects of these names, four deep at most. */
  static Arbitrary<String> objects(List<String> names) {
    return object(names, value(names, 3));
  }

  private static Arbitrary<String> value(List<String> names, int depth) {
    Arbitrary<String> scalar = Arbitraries.of(SCALARS);
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<String> inner = value(names, depth - 1);
    Arbitrary<String> list =
        inner.list().ofMaxSize(2).map(items -> "[" + String.join(",", items) + "]");
    return Arbitraries.oneOf(scalar, object(names, inner), list);
  }

  private static Arbitrary<String> object(List<String> names, Arbitrary<String> values) {
    return Combinators.combine(
            Arbitraries.of(names).list().uniqueElements().ofMaxSize(4), values.list().ofSize(4))
        .as(
            (some, those) ->
                IntStream.range(0, some.size())
                    .mapToObj(i -> "\"" + some.get(i) + "\":" + those.get(i))
                    .collect(Collectors.joining(",", "{", "}")));
  }
}
