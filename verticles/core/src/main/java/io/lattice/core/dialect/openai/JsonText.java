package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.lattice.api.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** Writes JSON into memory, where nothing can go wrong that a caller could handle. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** What is written into one object. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** The bytes of one object. */
  static byte[] object(Body body) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(256)) {
      try (JsonGenerator json = FACTORY.createGenerator(out)) {
        json.writeStartObject();
        body.write(json);
        json.writeEndObject();
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member that is kept verbatim. */
  static void raw(JsonGenerator json, String name, Json value) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(value.text());
  }

  /** Members that are kept verbatim, but for those that are written otherwise. */
  static void extras(JsonGenerator json, Map<String, Json> extras, Set<String> without)
      throws IOException {
    for (Map.Entry<String, Json> extra : extras.entrySet()) {
      if (!without.contains(extra.getKey())) {
        raw(json, extra.getKey(), extra.getValue());
      }
    }
  }
}
