package io.lattice.core.bridge;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who asks by the key that they bring. Confined to one event loop. */
final class Callers {
  static final String ANONYMOUS = "anonymous";

  private static final String BEARER = "Bearer ";
  private static final List<CharSequence> KEY_HEADERS =
      List.of(HeaderNames.X_API_KEY, HeaderNames.API_KEY, HeaderNames.X_GOOG_API_KEY);

  private final List<Caller> known;
  private final MessageDigest sha256 = Caller.sha256();

  Callers(List<Caller> known) {
    this.known = known;
  }

  /** Whether anyone may ask. */
  boolean areAnyone() {
    return known.isEmpty();
  }

  /** The name of who asks. */
  String identify(MultiMap headers) {
    String name = areAnyone() ? ANONYMOUS : nameOf(keyIn(headers));
    if (name == null) {
      throw Refusal.unauthenticated();
    }
    return name;
  }

  /** Compares with every caller in the same time, whichever it is. */
  private @Nullable String nameOf(@Nullable String key) {
    if (key == null) {
      return null;
    }
    byte[] digest = sha256.digest(key.getBytes(StandardCharsets.UTF_8));
    String name = null;
    for (Caller caller : known) {
      if (MessageDigest.isEqual(caller.keySha256().array(), digest)) {
        name = caller.name();
      }
    }
    return name;
  }

  private static @Nullable String keyIn(MultiMap headers) {
    String authorization = headers.get(HeaderNames.AUTHORIZATION);
    if (authorization != null) {
      return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? authorization.substring(BEARER.length()).trim()
          : null;
    }
    for (CharSequence name : KEY_HEADERS) {
      String key = headers.get(name);
      if (key != null) {
        return key;
      }
    }
    return null;
  }
}
