package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Checks a caller's JSON in one pass, so that everybody who reads it later reads the same: one
 * object, nothing behind it, no name twice, no text that is not UTF-8, no number that is none.
 *
 * <p>The size is the front door's to check. Nothing of the content gets into an error.
 */
public final class StrictJson {
  private static final int MAX_FIELDS = 10_000;
  private static final int MAX_DIGITS = 256;
  private static final String CODE = "invalid_json";

  /** Sees the tokens of the text as they are checked. */
  @FunctionalInterface
  public interface Watcher {

    /**
     * One token. Reading a value's text is allowed, moving the parser is not.
     *
     * @param depth in how many containers it stands; a container's own brackets stand outside it
     */
    void token(JsonParser parser, JsonToken token, int depth) throws IOException;
  }

  private StrictJson() {}

  /**
   * Checks all of it, by the default limits.
   *
   * @throws DialectException with INVALID_REQUEST that names the place and the remedy
   */
  public static void check(Bytes body, Watcher watcher) {
    check(body, JsonLimits.DEFAULT, watcher);
  }

  /**
   * Checks all of it.
   *
   * @throws DialectException with INVALID_REQUEST that names the place and the remedy
   */
  public static void check(Bytes body, JsonLimits limits, Watcher watcher) {
    byte[] json = body.array();
    if (JsonFactories.isWide(json) || hasByteOrderMark(json)) {
      throw invalid("the body must be UTF-8 without a byte order mark", null);
    }
    int bad = JsonCharacters.firstBad(json);
    if (bad >= 0) {
      throw invalid(
          "the body is not valid UTF-8, or escapes half of a surrogate pair, at byte " + bad, null);
    }
    try (JsonParser parser = JsonFactories.forCaller(json)) {
      walk(parser, limits, watcher);
    } catch (IOException e) {
      throw new IllegalStateException("an array in memory cannot fail to be read", e);
    }
  }

  private static void walk(JsonParser parser, JsonLimits limits, Watcher watcher)
      throws IOException {
    try {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("the body must be one JSON object", null);
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token.isStructEnd()) {
          depth--;
        }
        checkToken(parser, token);
        if (token.isStructStart() && depth == limits.maxDepth()) {
          throw refuse(
              parser, "the JSON is nested deeper than " + limits.maxDepth() + " containers");
        }
        watcher.token(parser, token, depth);
        if (token.isStructStart()) {
          depth++;
        }
      }
      if (parser.nextToken() != null) {
        throw invalid("the body must end after the first JSON object", null);
      }
    } catch (JacksonException e) {
      throw invalid(
          problem(e) + at(parser.currentLocation()), JsonPath.of(parser.getParsingContext()));
    }
  }

  private static void checkToken(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.FIELD_NAME) {
      if (parser.getParsingContext().getCurrentIndex() >= MAX_FIELDS) {
        throw refuse(parser, "an object must not have more than " + MAX_FIELDS + " fields");
      }
    } else if (token.isNumeric()) {
      checkNumber(parser, token);
    }
  }

  private static void checkNumber(JsonParser parser, JsonToken token) throws IOException {
    if (parser.getTextLength() > MAX_DIGITS) {
      throw refuse(parser, "a number must not have more than " + MAX_DIGITS + " digits");
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue())) {
      throw refuse(parser, "a number must not be larger than a double can hold");
    }
  }

  private static String problem(JacksonException e) {
    if (e instanceof JsonEOFException) {
      return "the body ends in the middle of its JSON: was it cut?";
    }
    if (e instanceof StreamConstraintsException) {
      return "the JSON has a name, a number or a count of values beyond all use";
    }
    return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
        ? "the JSON names a field twice in one object: keep one of them"
        : "the body is not valid JSON";
  }

  private static DialectException refuse(JsonParser parser, String rule) {
    return invalid(
        rule + at(parser.currentTokenLocation()), JsonPath.of(parser.getParsingContext()));
  }

  private static String at(JsonLocation place) {
    return " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
  }

  private static DialectException invalid(String message, @Nullable String path) {
    String param = path == null || path.isEmpty() ? null : path;
    String where = param == null ? "" : param + ": ";
    return new DialectException(
        new ChatError(ErrorKind.INVALID_REQUEST, where + message, CODE, param, null, null));
  }

  private static boolean hasByteOrderMark(byte[] json) {
    return json.length > 2
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }
}
