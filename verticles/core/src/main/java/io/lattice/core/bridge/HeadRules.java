package io.lattice.core.bridge;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import java.util.function.BiConsumer;

/**
 * What the head of a request may look like. Closes what the parser beneath lets through and another
 * one on the way may read differently, which is how requests are smuggled: no Host or several, a
 * transfer coding that is not just {@code chunked}, an absolute target, control characters in it.
 *
 * <p>A field that was folded over several lines arrives here joined by one space, as RFC 9112
 * section 5.2 allows. None of the fields that the bridge reads means anything with a space where a
 * fold could have put one.
 */
final class HeadRules {
  private static final int MAX_FIELDS = 100;

  private HeadRules() {}

  /**
   * @param isHttp11 where a Host is required
   * @throws Refusal that closes the connection
   */
  static void check(String target, boolean isHttp11, MultiMap headers) {
    checkTarget(target);
    Fields fields = new Fields();
    headers.forEach(fields);
    if (fields.count > MAX_FIELDS) {
      throw Refusal.malformed(431, "the request has more than " + MAX_FIELDS + " header fields");
    }
    if (fields.malformed) {
      throw Refusal.malformed(400, "a header field is malformed; send 'name: value' on one line");
    }
    if (fields.codings > 1) {
      throw Refusal.malformed(400, "the request has several Transfer-Encoding fields; send one");
    }
    if (fields.hosts > 1 || (fields.hosts == 0 && isHttp11)) {
      throw Refusal.malformed(400, "the request must have one Host field, not " + fields.hosts);
    }
  }

  /** What to answer where the parser itself gave up. */
  static Refusal refusalFor(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Refusal.malformed(414, "the request's target is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Refusal.malformed(431, "the request's header fields are too large");
    }
    return Refusal.malformed(400, "the request's head is not HTTP/1.1 as RFC 9112 has it");
  }

  private static void checkTarget(String target) {
    boolean good = target.charAt(0) == '/';
    for (int i = 0; good && i < target.length(); i++) {
      char c = target.charAt(i);
      good = c > ' ' && c < 0x7f && c != '#';
    }
    if (!good) {
      throw Refusal.malformed(
          400,
          "the request's target must be a path that begins with / and holds only visible"
              + " ASCII; percent-encode the rest");
    }
  }

  /** One pass over the fields of a head. */
  private static final class Fields implements BiConsumer<String, String> {
    private int count;
    private int hosts;
    private int codings;
    private boolean malformed;

    @Override
    public void accept(String name, String value) {
      count++;
      if (name.isEmpty() || value.startsWith(" ")) {
        malformed = true;
      } else if (name.length() == 4 && name.equalsIgnoreCase("host")) {
        hosts++;
        malformed |= !isHost(value);
      } else if (name.length() == 17 && name.equalsIgnoreCase("transfer-encoding")) {
        codings++;
        malformed |= !value.equalsIgnoreCase("chunked");
      }
    }

    private static boolean isHost(String value) {
      boolean good = !value.isEmpty();
      for (int i = 0; good && i < value.length(); i++) {
        char c = value.charAt(i);
        good =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || ".-_:[]".indexOf(c) >= 0;
      }
      return good;
    }
  }
}
