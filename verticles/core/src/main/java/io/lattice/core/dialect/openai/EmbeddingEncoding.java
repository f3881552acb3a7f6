package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How a caller wants vectors written. */
enum EmbeddingEncoding {
  /** As a list of numbers, each in as few digits as give back the same 32 bits. */
  FLOAT {
    @Override
    void write(Vector vector, JsonText json) {
      json.startArray();
      for (float number : vector.numbers()) {
        json.number(number);
      }
      json.endArray();
    }
  },

  /** As the numbers' bits, the lowest byte first, in base64: OpenAI's libraries ask for this. */
  BASE64 {
    @Override
    void write(Vector vector, JsonText json) {
      json.text(Base64.getEncoder().encodeToString(vector.bytes().array()));
    }
  };

  abstract void write(Vector vector, JsonText json);

  /** The value of the field, as JSON that was checked; null where there is none. */
  static EmbeddingEncoding inJson(@Nullable Bytes value) {
    return of(value == null || value.utf8().equals("null") ? null : JsonTree.read(value).text());
  }

  /**
   * @throws DialectException with INVALID_REQUEST where there is no such word
   */
  static EmbeddingEncoding of(@Nullable String word) {
    if (word == null) {
      return FLOAT;
    }
    return switch (word) {
      case "float" -> FLOAT;
      case "base64" -> BASE64;
      default ->
          throw DialectException.invalid(
              "encoding_format", "must be float or base64; leave it out for float");
    };
  }
}
