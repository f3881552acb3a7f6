package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer took, as its last line tells it: tokens, and times in nanoseconds.
 *
 * @param told the numbers as they came, by name
 */
record Counts(Map<String, Json> told) {
  private static final String INPUT = "prompt_eval_count";
  private static final String OUTPUT = "eval_count";

  /** The times, which only this dialect has a word for. */
  static final List<String> TIMES =
      List.of("total_duration", "load_duration", "prompt_eval_duration", "eval_duration");

  /** More than any answer can hold, and far from overflow in any sum. */
  private static final BigDecimal MAX_TOKENS = BigDecimal.valueOf(1_000_000_000L);

  static Counts of(JsonTree line) {
    Map<String, Json> told = new LinkedHashMap<>();
    for (int i = 0; i < line.names().size(); i++) {
      if (isCount(line.names().get(i)) && line.items().get(i).is(JsonTree.Kind.NUMBER)) {
        told.putIfAbsent(line.names().get(i), line.items().get(i).json());
      }
    }
    return new Counts(told);
  }

  static boolean isCount(String field) {
    return field.equals(INPUT) || field.equals(OUTPUT) || TIMES.contains(field);
  }

  /**
   * The usage, or null where the input is not told, or told to be nothing, which no input is: a
   * prompt that was still in memory is not counted. An output that is not told is empty.
   */
  @Nullable Usage usage() {
    Long input = tokens(INPUT);
    if (input == null || input == 0) {
      return null;
    }
    Long output = tokens(OUTPUT);
    return Usage.counted(input, output == null ? 0 : output).withRaw(raw());
  }

  private @Nullable Long tokens(String field) {
    Json value = told.get(field);
    BigDecimal number = value == null ? null : JsonTree.read(value).number();
    return number == null ? null : number.max(BigDecimal.ZERO).min(MAX_TOKENS).longValue();
  }

  private Json raw() {
    return Json.of(
        told.entrySet().stream()
            .map(each -> '"' + each.getKey() + "\":" + each.getValue())
            .collect(Collectors.joining(",", "{", "}")));
  }
}
