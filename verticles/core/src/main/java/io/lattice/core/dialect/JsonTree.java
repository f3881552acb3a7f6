package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that remembers its own text, so that what is not understood is carried verbatim. A
 * field whose value is null counts as absent; of a name that comes twice the first counts.
 */
public final class JsonTree {

  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  private static final int MAX_DIGITS = 64;
  private static final int MAX_SCALE = 400;

  private final Kind kind;
  private final byte[] source;
  private final int start;
  private final int end;
  private final String text;
  private final List<String> names;
  private final List<JsonTree> items;

  private JsonTree(
      Kind kind,
      byte[] source,
      int start,
      int end,
      String text,
      List<String> names,
      List<JsonTree> items) {
    this.kind = kind;
    this.source = source;
    this.start = start;
    this.end = end;
    this.text = text;
    this.names = names;
    this.items = items;
  }

  /**
   * Reads one value and nothing behind it.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where the text is none
   */
  public static JsonTree read(Bytes json) {
    byte[] source = json.array();
    try (JsonParser parser = ProviderJson.parser(json)) {
      if (parser.nextToken() == null) {
        throw new DialectException(ErrorKind.UPSTREAM_PROTOCOL, "the provider sent nothing");
      }
      JsonTree tree = read(parser, source);
      if (parser.nextToken() == null) {
        return tree;
      }
    } catch (IOException e) {
      throw ProviderJson.notJson();
    }
    throw ProviderJson.notJson();
  }

  /**
   * Reads a piece of JSON that was carried.
   *
   * @throws DialectException with INVALID_REQUEST where it is none
   */
  public static JsonTree read(Json json) {
    try {
      return read(Bytes.utf8(json.text()));
    } catch (DialectException e) {
      throw new DialectException(
          ErrorKind.INVALID_REQUEST, "a piece of the request is not one well-formed JSON value");
    }
  }

  /**
   * Reads the value at which a parser stands.
   *
   * @param json what it parses
   */
  static JsonTree at(JsonParser parser, Bytes json) throws IOException {
    return read(parser, json.array());
  }

  /** The parser stands at the value's first token, and afterwards at its last. */
  private static JsonTree read(JsonParser parser, byte[] source) throws IOException {
    JsonToken token = parser.currentToken();
    int start = (int) parser.currentTokenLocation().getByteOffset();
    List<String> names = List.of();
    List<JsonTree> items = List.of();
    String text = "";
    if (token == JsonToken.START_OBJECT) {
      names = new ArrayList<>();
      items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        names.add(parser.currentName());
        parser.nextToken();
        items.add(read(parser, source));
      }
    } else if (token == JsonToken.START_ARRAY) {
      items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(parser, source));
      }
    } else {
      text = parser.getText();
    }
    int end = (int) parser.currentLocation().getByteOffset();
    return new JsonTree(kindOf(token), source, start, end, text, names, items);
  }

  private static Kind kindOf(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> Kind.OBJECT;
      case START_ARRAY -> Kind.ARRAY;
      case VALUE_STRING -> Kind.STRING;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
      default -> Kind.NULL;
    };
  }

  public Kind kind() {
    return kind;
  }

  public boolean is(Kind other) {
    return kind == other;
  }

  /** A string's content, or a number's or a boolean's text; empty for a container. */
  public String text() {
    return text;
  }

  /** The value's own text. */
  public Json json() {
    return Json.of(new String(source, start, end - start, StandardCharsets.UTF_8));
  }

  /** The values of an array or of an object's fields, in order. */
  public List<JsonTree> items() {
    return Collections.unmodifiableList(items);
  }

  /** The names of an object's fields, in the order of {@link #items()}. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** An object's field, or null where it has none of this name, or null for a value. */
  public @Nullable JsonTree get(String name) {
    int index = names.indexOf(name);
    return index < 0 || items.get(index).kind == Kind.NULL ? null : items.get(index);
  }

  /** A field that is of this kind, or null. */
  public @Nullable JsonTree get(String name, Kind wanted) {
    JsonTree field = get(name);
    return field != null && field.kind == wanted ? field : null;
  }

  /** A field that is a string, or null. */
  public @Nullable String string(String name) {
    JsonTree field = get(name, Kind.STRING);
    return field == null ? null : field.text;
  }

  /** A number, or null where the value is none or has too many digits to be of use. */
  public @Nullable BigDecimal number() {
    if (kind != Kind.NUMBER || text.length() > MAX_DIGITS) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > MAX_SCALE ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
