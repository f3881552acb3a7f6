package io.lattice.core.bridge;

import io.vertx.core.MultiMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request with a JSON body must say of it, before any of it is read.
 *
 * <p>The content type is required because a web page may send anything else to this machine without
 * its browser asking first; compressed bodies are refused because a few bytes of them can be a
 * gigabyte.
 */
final class BodyRules {
  private BodyRules() {}

  /**
   * @throws Refusal that closes the connection where the body would be too large
   */
  static void check(MultiMap headers, int maxBytes) {
    if (!isJson(headers.get(HeaderNames.CONTENT_TYPE))) {
      throw Refusal.invalid("the request must have the header 'Content-Type: application/json'");
    }
    String encoding = headers.get(HeaderNames.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Refusal.invalid("a body with a Content-Encoding is not read; send it as it is");
    }
    if (contentLength(headers) > maxBytes) {
      throw Refusal.tooLarge(maxBytes);
    }
    String expect = headers.get(HeaderNames.EXPECT);
    if (expect != null && !expectsContinue(headers)) {
      throw Refusal.invalid("the only expectation that can be met is 'Expect: 100-continue'");
    }
  }

  static boolean expectsContinue(MultiMap headers) {
    return "100-continue".equalsIgnoreCase(headers.get(HeaderNames.EXPECT));
  }

  /** The announced length, which the parser has checked to be a number, or -1. */
  static long contentLength(MultiMap headers) {
    String length = headers.get(HeaderNames.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    String plain = type.trim().toLowerCase(Locale.ROOT);
    return plain.equals("application/json")
        || (plain.startsWith("application/") && plain.endsWith("+json"));
  }
}
