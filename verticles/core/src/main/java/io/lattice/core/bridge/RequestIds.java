package io.lattice.core.bridge;

import io.vertx.core.MultiMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's id: the client's own where it is fit for a log and a header, else a new one. */
final class RequestIds {
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private RequestIds() {}

  static String of(MultiMap headers, Supplier<String> fresh) {
    @Nullable String own = headers.get(HeaderNames.X_REQUEST_ID);
    return own != null && FIT.matcher(own).matches() ? own : fresh.get();
  }
}
