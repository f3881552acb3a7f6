package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller's JSON object whose fields go by either of their names, and are asked for in camel case.
 * Confined to its user.
 *
 * <p>Everything here fails with INVALID_REQUEST that names the field by its path.
 */
final class ProtoFields {
  private final JsonFields fields;

  ProtoFields(JsonTree object, String path) {
    this(new JsonFields(object, path));
  }

  private ProtoFields(JsonFields fields) {
    this.fields = fields;
  }

  String path(String name) {
    return fields.path(name);
  }

  String path() {
    return fields.path();
  }

  Json json() {
    return fields.json();
  }

  @Nullable JsonTree value(String name) {
    return fields.value(named(name));
  }

  @Nullable String string(String name) {
    return fields.string(named(name));
  }

  String requiredString(String name) {
    return fields.required(name, string(name));
  }

  @Nullable Boolean flag(String name) {
    return fields.flag(named(name));
  }

  @Nullable Integer integer(String name) {
    return fields.integer(named(name));
  }

  @Nullable Long longInteger(String name) {
    return fields.longInteger(named(name));
  }

  @Nullable Double decimal(String name) {
    return fields.decimal(named(name));
  }

  List<JsonTree> list(String name) {
    return fields.list(named(name));
  }

  @Nullable ProtoFields object(String name) {
    JsonFields object = fields.object(named(name));
    return object == null ? null : new ProtoFields(object);
  }

  /** The fields of each object in a list. */
  List<ProtoFields> objects(String name) {
    List<JsonTree> items = list(name);
    ProtoFields[] objects = new ProtoFields[items.size()];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = new ProtoFields(items.get(i), path(name) + "[" + i + "]");
    }
    return List.of(objects);
  }

  /** The fields that were not asked for, by their names in camel case behind a prefix. */
  Map<String, Json> rest(String prefix) {
    Map<String, Json> rest = new LinkedHashMap<>();
    fields
        .rest()
        .forEach((name, value) -> rest.putIfAbsent(prefix + ProtoNames.camel(name), value));
    return rest;
  }

  private String named(String camel) {
    String snake = ProtoNames.snake(camel);
    if (snake.equals(camel) || fields.value(snake) == null) {
      return camel;
    }
    if (fields.value(camel) != null) {
      throw DialectException.invalid(path(camel), "comes twice, also as " + snake);
    }
    return snake;
  }
}
