package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Anthropic demands of JSON Schemas beyond what others do. */
final class Schemas {
  static final Json NO_ARGUMENTS = Json.of("{\"type\":\"object\",\"properties\":{}}");

  private static final String TYPE = "type";
  private static final String CLOSED = "additionalProperties";
  private static final Bytes OBJECT = Bytes.utf8("\"object\"");

  private Schemas() {}

  /**
   * A tool's schema, which must say that its input is an object: added where it is left open.
   *
   * @throws DialectException with INVALID_REQUEST where it is no object, or says something else
   */
  static Json ofInput(@Nullable Json schema, String path, Told told) {
    if (schema == null) {
      return NO_ARGUMENTS;
    }
    JsonTree tree = JsonTree.read(schema);
    String type = tree.string(TYPE);
    if (!tree.is(Kind.OBJECT) || (tree.get(TYPE) != null && !"object".equals(type))) {
      throw DialectException.invalid(path, "must be a JSON Schema of the type object");
    }
    if (type != null) {
      return schema;
    }
    told.changed(path, "the type object was added");
    Bytes typed = JsonSpans.of(Bytes.utf8(schema.text())).with(Map.of(TYPE, OBJECT), Set.of());
    return Json.of(typed.utf8());
  }

  /** A schema of answers, in which every object must be closed to properties it does not name. */
  static Json ofAnswer(Json schema, String path, Told told) {
    JsonTree tree = JsonTree.read(schema);
    if (!isOpen(tree)) {
      return schema;
    }
    told.changed(path, CLOSED + ": false was added");
    JsonText closed = new JsonText();
    close(tree, closed);
    return Json.of(closed.bytes().utf8());
  }

  private static boolean isOpen(JsonTree tree) {
    return isOpenObject(tree) || tree.items().stream().anyMatch(Schemas::isOpen);
  }

  /** By its type alone: a property may be called {@code type}, but is a schema then. */
  private static boolean isOpenObject(JsonTree tree) {
    JsonTree type = tree.get(TYPE);
    return type != null
        && !tree.names().contains(CLOSED)
        && (type.is(Kind.ARRAY) ? type.items() : List.of(type))
            .stream().anyMatch(each -> each.text().equals("object"));
  }

  private static void close(JsonTree tree, JsonText json) {
    if (!isOpen(tree)) {
      json.json(tree.json(), "schema");
      return;
    }
    if (tree.is(Kind.ARRAY)) {
      json.startArray();
      tree.items().forEach(item -> close(item, json));
      json.endArray();
      return;
    }
    json.startObject();
    for (int i = 0; i < tree.names().size(); i++) {
      json.name(tree.names().get(i));
      close(tree.items().get(i), json);
    }
    if (isOpenObject(tree)) {
      json.field(CLOSED, Boolean.FALSE);
    }
    json.endObject();
  }
}
