package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.Vector;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;

/**
 * An answer's JSON read in one pass, since it may hold millions of numbers. Confined to one answer.
 *
 * <p>What is not of the form that is asked for fails with UPSTREAM_PROTOCOL.
 */
public final class EmbeddingBody {
  private final Bytes body;
  private final JsonParser parser;
  private float[] room = new float[3_072];

  /** Reads a field's value, or leaves it: then it is passed over. */
  @FunctionalInterface
  public interface Field {
    void read(String name) throws IOException;
  }

  /** Reads one value of an array, or leaves it. */
  @FunctionalInterface
  public interface Item {
    void read() throws IOException;
  }

  /** Reads the fields of the whole answer. */
  @FunctionalInterface
  public interface Reader {
    void read(EmbeddingBody body, String name) throws IOException;
  }

  private EmbeddingBody(Bytes body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /**
   * Reads one object and nothing behind it.
   *
   * @param failure what a body with an error means
   * @param reader is called for each of its fields but an error
   * @throws DialectException with UPSTREAM_PROTOCOL, or with what the body's error means
   */
  public static void read(Bytes body, Function<JsonTree, ChatError> failure, Reader reader) {
    try (JsonParser parser = ProviderJson.parser(body)) {
      EmbeddingBody document = new EmbeddingBody(body, parser);
      parser.nextToken();
      document.object(
          name -> {
            if (!name.equals("error")) {
              reader.read(document, name);
            } else if (isTold(document.tree())) {
              throw new DialectException(failure.apply(JsonTree.read(body)));
            }
          });
      if (parser.nextToken() != null) {
        throw ProviderJson.notJson();
      }
    } catch (IOException e) {
      throw ProviderJson.notJson();
    }
  }

  /** Some proxies send an error that says nothing. */
  private static boolean isTold(JsonTree error) {
    return !(error.text().isEmpty() && error.items().isEmpty()) && !error.is(JsonTree.Kind.NULL);
  }

  /** An object's fields. */
  public void object(Field field) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name);
      parser.skipChildren();
    }
  }

  /** An array's values. */
  public void array(Item item) throws IOException {
    expect(JsonToken.START_ARRAY, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
      parser.skipChildren();
    }
  }

  /** A small value, as a tree. */
  public JsonTree tree() throws IOException {
    return JsonTree.at(parser, body);
  }

  /** A string's content; empty for null. */
  public String text() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    expect(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  public int integer() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getIntValue();
  }

  /** Whether a text stands here, which a vector in base64 is. */
  public boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** A list of numbers, or base64 of their bits, the lowest byte first. */
  public Vector vector() throws IOException {
    return isText() ? packed() : listed();
  }

  private Vector listed() throws IOException {
    expect(JsonToken.START_ARRAY, "a vector");
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        throw EmbeddingAnswer.wrong("a vector with something in it that is no number");
      }
      if (count == room.length) {
        room = Arrays.copyOf(room, count * 2);
      }
      room[count++] = Float.parseFloat(parser.getText());
    }
    return checked(Arrays.copyOf(room, count));
  }

  private Vector packed() throws IOException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(parser.getText());
    } catch (IllegalArgumentException e) {
      throw EmbeddingAnswer.wrong("a vector that is not base64");
    }
    if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
      throw EmbeddingAnswer.wrong("a vector of %d bytes".formatted(bytes.length));
    }
    Vector vector = new Vector(Bytes.wrap(bytes));
    check(vector.numbers());
    return vector;
  }

  private static Vector checked(float[] numbers) {
    if (numbers.length == 0) {
      throw EmbeddingAnswer.wrong("a vector without a number");
    }
    check(numbers);
    return Vector.of(numbers);
  }

  private static void check(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw EmbeddingAnswer.wrong("a vector with a number that is not finite");
      }
    }
  }

  private void expect(JsonToken token, String wanted) {
    if (parser.currentToken() != token) {
      throw EmbeddingAnswer.wrong("something else than %s where one belongs".formatted(wanted));
    }
  }
}
