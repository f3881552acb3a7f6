package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one answer, told at its beginning and again, grown, at its end: a later field
 * replaces the same one told before, and is never added to it. A later zero replaces nothing, for
 * some who speak this dialect tell their input only once. Confined to one answer.
 *
 * <p>Anthropic counts cached and written input beside the input; in our convention it is inside.
 * Counts that cannot be are brought into range.
 */
final class UsageTally {
  /** More than any answer can hold, and far from overflow in any sum. */
  private static final BigDecimal MAX_TOKENS = BigDecimal.valueOf(300_000_000L);

  private final Map<String, JsonTree> fields = new LinkedHashMap<>();

  /** The usage with this told too; null where nothing is counted. */
  @Nullable Usage add(JsonTree told) {
    for (int i = 0; i < told.names().size(); i++) {
      JsonTree value = told.items().get(i);
      String name = told.names().get(i);
      boolean saysNothing = value.is(Kind.NULL) || (isZero(value) && fields.containsKey(name));
      if (!saysNothing) {
        fields.put(name, value);
      }
    }
    return usage();
  }

  private @Nullable Usage usage() {
    Long input = count(fields.get("input_tokens"));
    Long output = count(fields.get("output_tokens"));
    if (input == null && output == null) {
      return null;
    }
    JsonTree writes = fields.get("cache_creation");
    long forAnHour = orZero(count(writes, "ephemeral_1h_input_tokens"));
    Long told = count(fields.get("cache_creation_input_tokens"));
    long written =
        told == null ? forAnHour + orZero(count(writes, "ephemeral_5m_input_tokens")) : told;
    long cached = orZero(count(fields.get("cache_read_input_tokens")));
    return Usage.counted(orZero(input) + written + cached, orZero(output))
        .withCachedInput(cached)
        .withCacheWrites(written, forAnHour)
        .withReasoning(orZero(count(fields.get("output_tokens_details"), "thinking_tokens")))
        .withRaw(raw());
  }

  private Json raw() {
    JsonText json = new JsonText().startObject();
    fields.forEach((name, value) -> json.field(name, value.json()));
    return Json.of(json.endObject().bytes().utf8());
  }

  private static boolean isZero(JsonTree value) {
    Long count = count(value);
    return count != null && count == 0;
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  private static @Nullable Long count(@Nullable JsonTree object, String name) {
    return object == null ? null : count(object.get(name));
  }

  private static @Nullable Long count(@Nullable JsonTree field) {
    BigDecimal number = field == null ? null : field.number();
    return number == null ? null : number.max(BigDecimal.ZERO).min(MAX_TOKENS).longValue();
  }
}
