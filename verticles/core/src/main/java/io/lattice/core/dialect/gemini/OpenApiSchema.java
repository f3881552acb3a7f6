package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.Locale;
import java.util.Set;

/**
 * Google's older form of schemas, a subset of OpenAPI's with types in capitals, as the JSON Schema
 * that it means. See https://ai.google.dev/api/caching#Schema.
 */
final class OpenApiSchema {
  private static final Set<String> LIMITS =
      Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

  private OpenApiSchema() {}

  static Json toJsonSchema(JsonTree schema) {
    JsonText json = new JsonText();
    schema(schema, json);
    return Json.of(json.bytes().utf8());
  }

  private static void schema(JsonTree schema, JsonText json) {
    if (!schema.is(Kind.OBJECT)) {
      json.json(schema.json(), "schema");
      return;
    }
    JsonTree nullable = schema.get("nullable", Kind.BOOLEAN);
    boolean takesNull = nullable != null && nullable.text().equals("true");
    json.startObject();
    for (int i = 0; i < schema.names().size(); i++) {
      String name = ProtoNames.camel(schema.names().get(i));
      JsonTree value = schema.items().get(i);
      switch (name) {
        case "nullable", "propertyOrdering" -> {
          // The one is said with the type, the other means nothing to anybody else.
        }
        case "type" -> type(value, takesNull, json);
        case "properties" -> properties(value, json);
        case "items" -> schema(value, json.name(name));
        case "anyOf" -> anyOf(value, json);
        default -> other(name, value, json);
      }
    }
    json.endObject();
  }

  private static void type(JsonTree type, boolean takesNull, JsonText json) {
    if (!type.is(Kind.STRING)) {
      json.field("type", type.json());
      return;
    }
    String word = type.text().toLowerCase(Locale.ROOT);
    if (word.equals("type_unspecified")) {
      return;
    }
    if (takesNull) {
      json.name("type").startArray().text(word).text("null").endArray();
    } else {
      json.field("type", word);
    }
  }

  private static void properties(JsonTree properties, JsonText json) {
    if (!properties.is(Kind.OBJECT)) {
      json.field("properties", properties.json());
      return;
    }
    json.name("properties").startObject();
    for (int i = 0; i < properties.names().size(); i++) {
      schema(properties.items().get(i), json.name(properties.names().get(i)));
    }
    json.endObject();
  }

  private static void anyOf(JsonTree schemas, JsonText json) {
    json.name("anyOf").startArray();
    schemas.items().forEach(each -> schema(each, json));
    json.endArray();
  }

  /** Numbers of 64 bits come as strings. */
  private static void other(String name, JsonTree value, JsonText json) {
    boolean isNumber =
        LIMITS.contains(name) && value.is(Kind.STRING) && value.text().matches("\\d{1,18}");
    json.field(name, isNumber ? Json.of(value.text()) : value.json());
  }
}
