package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of a JSON object stand in its text, so that a few of them can be set or left out
 * while the others are copied as they are, however large.
 */
public final class JsonSpans {

  /** One field, from the quote before its name to the end of its value. */
  private record Span(String name, int start, int valueStart, int end) {}

  private final byte[] json;
  private final List<Span> spans;

  private JsonSpans(byte[] json, List<Span> spans) {
    this.json = json;
    this.spans = spans;
  }

  /**
   * Finds the fields of a text that is one object.
   *
   * @throws DialectException with INVALID_REQUEST where it is none
   */
  public static JsonSpans of(Bytes object) {
    byte[] json = object.array();
    List<Span> spans = new ArrayList<>();
    if (JsonFactories.isWide(json)) {
      throw noObject();
    }
    try (JsonParser parser = JsonFactories.forProvider(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw noObject();
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        spans.add(span(parser));
      }
      if (parser.nextToken() != null) {
        throw noObject();
      }
      return new JsonSpans(json, spans);
    } catch (IOException e) {
      throw noObject();
    }
  }

  private static Span span(JsonParser parser) throws IOException {
    String name = parser.currentName();
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.nextToken();
    int valueStart = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    return new Span(name, start, valueStart, (int) parser.currentLocation().getByteOffset());
  }

  private static DialectException noObject() {
    return new DialectException(ErrorKind.INVALID_REQUEST, "the body is not one JSON object");
  }

  /** The names of the fields, in order. */
  public List<String> names() {
    return spans.stream().map(Span::name).toList();
  }

  /** A field's value as it came; null where there is none of this name. */
  public @Nullable Bytes value(String name) {
    for (Span span : spans) {
      if (span.name.equals(name)) {
        return Bytes.wrap(Arrays.copyOfRange(json, span.valueStart, span.end));
      }
    }
    return null;
  }

  /**
   * The object with some fields set and some left out; all others are the same bytes in the same
   * order.
   *
   * @param set values by name, as JSON; what the object does not have yet is added at its end
   * @param without names of fields to leave out
   */
  public Bytes with(Map<String, Bytes> set, Set<String> without) {
    Map<String, Bytes> missing = new LinkedHashMap<>(set);
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 128);
    out.write('{');
    for (Span span : spans) {
      if (without.contains(span.name)) {
        continue;
      }
      separate(out);
      Bytes value = set.get(span.name);
      missing.remove(span.name);
      out.write(json, span.start, (value == null ? span.end : span.valueStart) - span.start);
      if (value != null) {
        out.writeBytes(value.array());
      }
    }
    missing.forEach(
        (name, value) -> {
          separate(out);
          out.writeBytes(("\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
          out.writeBytes(value.array());
        });
    out.write('}');
    return Bytes.wrap(out.toByteArray());
  }

  private static void separate(ByteArrayOutputStream out) {
    if (out.size() > 1) {
      out.write(',');
    }
  }
}
