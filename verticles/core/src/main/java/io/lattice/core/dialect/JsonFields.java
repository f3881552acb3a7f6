package io.lattice.core.dialect;

import io.lattice.api.chat.Json;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A caller's JSON object read field by field, each checked for its type; what nobody asked for is
 * left over, verbatim. Confined to its user.
 *
 * <p>Everything here fails with INVALID_REQUEST that names the field by its path.
 */
public final class JsonFields {
  private final JsonTree object;
  private final String path;
  private final BitSet asked = new BitSet();

  /**
   * @param path where the object stands, empty for the whole body
   */
  public JsonFields(JsonTree object, String path) {
    this.object = object;
    this.path = path;
    if (!object.is(JsonTree.Kind.OBJECT)) {
      throw DialectException.invalid(path.isEmpty() ? "the body" : path, "must be an object");
    }
  }

  /** The path of one of the fields. */
  public String path(String name) {
    return JsonPath.field(path, name);
  }

  /** The object's own path. */
  public String path() {
    return path;
  }

  /** The object as it came. */
  public Json json() {
    return object.json();
  }

  /** A field of any type, or null where it is absent or null. */
  public @Nullable JsonTree value(String name) {
    int index = object.names().indexOf(name);
    if (index >= 0) {
      asked.set(index);
    }
    return object.get(name);
  }

  public @Nullable String string(String name) {
    JsonTree value = value(name, JsonTree.Kind.STRING, "a string");
    return value == null ? null : value.text();
  }

  public String requiredString(String name) {
    return required(name, string(name));
  }

  public @Nullable Boolean flag(String name) {
    JsonTree value = value(name, JsonTree.Kind.BOOLEAN, "true or false");
    return value == null ? null : Boolean.valueOf(value.text());
  }

  public @Nullable Integer integer(String name) {
    return number(name, "an integer of 32 bits", BigDecimal::intValueExact);
  }

  public @Nullable Long longInteger(String name) {
    return number(name, "an integer of 64 bits", BigDecimal::longValueExact);
  }

  public @Nullable Double decimal(String name) {
    return number(name, "a number", BigDecimal::doubleValue);
  }

  /** A field that is a list; empty where it is absent. */
  public List<JsonTree> list(String name) {
    JsonTree value = value(name, JsonTree.Kind.ARRAY, "a list");
    return value == null ? List.of() : value.items();
  }

  public @Nullable JsonFields object(String name) {
    JsonTree value = value(name, JsonTree.Kind.OBJECT, "an object");
    return value == null ? null : new JsonFields(value, path(name));
  }

  public JsonFields requiredObject(String name) {
    return required(name, object(name));
  }

  /** A field that is an object, verbatim. */
  public @Nullable Json objectText(String name) {
    JsonTree value = value(name, JsonTree.Kind.OBJECT, "an object");
    return value == null ? null : value.json();
  }

  /** The fields that were not asked for, by name. */
  public Map<String, Json> rest() {
    return rest("");
  }

  /** The same, each name behind a prefix. */
  public Map<String, Json> rest(String prefix) {
    Map<String, Json> rest = new LinkedHashMap<>();
    for (int i = asked.nextClearBit(0); i < object.names().size(); i = asked.nextClearBit(i + 1)) {
      rest.put(prefix + object.names().get(i), object.items().get(i).json());
    }
    return rest;
  }

  /** The value, where the field is there. */
  public <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw DialectException.invalid(path(name), "is missing");
    }
    return value;
  }

  private @Nullable JsonTree value(String name, JsonTree.Kind kind, String wanted) {
    JsonTree value = value(name);
    if (value != null && !value.is(kind)) {
      throw DialectException.invalid(path(name), "must be " + wanted);
    }
    return value;
  }

  private <T> @Nullable T number(String name, String wanted, Function<BigDecimal, T> exact) {
    JsonTree value = value(name, JsonTree.Kind.NUMBER, wanted);
    if (value == null) {
      return null;
    }
    BigDecimal number = value.number();
    if (number != null) {
      try {
        return exact.apply(number);
      } catch (ArithmeticException notExact) {
        // Told below, as any other number that does not fit is.
      }
    }
    throw DialectException.invalid(path(name), "must be " + wanted);
  }
}
