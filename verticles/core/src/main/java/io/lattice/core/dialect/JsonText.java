package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes JSON into memory. Confined to its user. A null value writes no field at all. */
public final class JsonText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private final JsonGenerator generator;

  /** What may fail only for a reason that memory does not have. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  public JsonText() {
    try {
      generator = JsonFactories.writing().createGenerator(out);
      generator.enable(JsonGenerator.Feature.STRICT_DUPLICATE_DETECTION);
      generator.setRootValueSeparator(null);
    } catch (IOException e) {
      throw cannotFail(e);
    }
  }

  public JsonText startObject() {
    return step(generator::writeStartObject);
  }

  public JsonText endObject() {
    return step(generator::writeEndObject);
  }

  public JsonText startArray() {
    return step(generator::writeStartArray);
  }

  public JsonText endArray() {
    return step(generator::writeEndArray);
  }

  /**
   * A field's name.
   *
   * @throws DialectException with INVALID_REQUEST where the object has it already
   */
  public JsonText name(String name) {
    try {
      generator.writeFieldName(name);
      return this;
    } catch (JsonGenerationException e) {
      throw DialectException.invalid(name, "comes twice in one object of the request");
    } catch (IOException e) {
      throw cannotFail(e);
    }
  }

  /** A string; what UTF-8 cannot say, half of a surrogate pair, is escaped. */
  public JsonText text(String text) {
    return step(() -> generator.writeString(text));
  }

  public JsonText number(long number) {
    return step(() -> generator.writeNumber(number));
  }

  /** A finite number in as few digits as tell it from every other of its kind. */
  public JsonText number(float number) {
    return step(() -> generator.writeNumber(number));
  }

  public JsonText nothing() {
    return step(generator::writeNull);
  }

  public JsonText field(String name, @Nullable String value) {
    return value == null ? this : name(name).text(value);
  }

  public JsonText field(String name, @Nullable Boolean value) {
    return value == null ? this : name(name).step(() -> generator.writeBoolean(value));
  }

  public JsonText field(String name, @Nullable Integer value) {
    return value == null ? this : name(name).number(value);
  }

  public JsonText field(String name, @Nullable Long value) {
    return value == null ? this : name(name).number(value);
  }

  /**
   * A number.
   *
   * @throws DialectException with INVALID_REQUEST where it is not finite
   */
  public JsonText field(String name, @Nullable Double value) {
    if (value == null) {
      return this;
    }
    if (!Double.isFinite(value)) {
      throw DialectException.invalid(name, "must be a finite number, not " + value);
    }
    return name(name).step(() -> generator.writeNumber(value));
  }

  /** A piece of JSON, verbatim once it is seen to be one value: nothing may be smuggled in it. */
  public JsonText field(String name, @Nullable Json value) {
    return value == null ? this : name(name).json(value, name);
  }

  /** All of these, but for those whose names are taken. */
  public JsonText fields(Map<String, Json> values, Predicate<String> isTaken) {
    values.forEach(
        (name, value) -> {
          if (!isTaken.test(name)) {
            field(name, value);
          }
        });
    return this;
  }

  /**
   * A value, verbatim.
   *
   * @param path names it in the error
   * @throws DialectException with INVALID_REQUEST where it is not exactly one JSON value
   */
  public JsonText json(Json value, String path) {
    if (!isOneValue(value)) {
      throw DialectException.invalid(path, "is not one well-formed JSON value");
    }
    return step(() -> generator.writeRawValue(value.text()));
  }

  /** Bytes that are no part of the JSON, such as the framing around it. */
  public JsonText raw(SerializableString framing) {
    return step(() -> generator.writeRaw(framing));
  }

  /** Bytes that stand between what is written as JSON. */
  public JsonText raw(Bytes bytes) {
    step(generator::flush);
    out.writeBytes(bytes.array());
    return this;
  }

  /** All that was written, once; nothing can be written afterwards. */
  public Bytes bytes() {
    step(generator::close);
    return Bytes.wrap(out.toByteArray());
  }

  private JsonText step(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw cannotFail(e);
    }
  }

  private static IllegalStateException cannotFail(IOException e) {
    return new IllegalStateException("writing JSON into memory failed", e);
  }

  /** Whether a piece of JSON is exactly one well-formed value. */
  public static boolean isOneValue(Json value) {
    String text = value.text();
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    if (!isWellFormed(text) || JsonFactories.isWide(json)) {
      return false;
    }
    try (JsonParser parser = JsonFactories.forProvider(json)) {
      return parser.nextToken() != null && parser.skipChildren().nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }
}
