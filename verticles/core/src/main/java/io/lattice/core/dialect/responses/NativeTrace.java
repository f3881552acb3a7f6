package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.SseFramer;
import io.lattice.core.dialect.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a provider's own events that were passed on, should the answer fail behind
 * them: nothing of them is looked at before. Confined to one answer.
 */
final class NativeTrace {
  private static final Pattern NUMBER = Pattern.compile("\"sequence_number\"\\s*:\\s*(\\d{1,15})");

  private @Nullable Bytes first;
  private @Nullable Bytes last;

  void passed(Bytes bytes) {
    first = first == null ? bytes : first;
    last = bytes;
  }

  boolean isEmpty() {
    return last == null;
  }

  /** The number of the event that comes next. */
  long next() {
    long next = 0;
    Matcher number = NUMBER.matcher(last == null ? "" : last.utf8());
    while (number.find()) {
      next = Long.parseLong(number.group(1)) + 1;
    }
    return next;
  }

  /** The response object that the provider began with, as one that failed; null without one. */
  @Nullable Json failed(Bytes error) {
    if (first == null) {
      return null;
    }
    SseFramer framer = new SseFramer(Integer.MAX_VALUE);
    List<WireFrame> frames = framer.push(first.array(), 0, first.length());
    try {
      Bytes response =
          frames.isEmpty() ? null : JsonSpans.of(frames.get(0).data()).value("response");
      Map<String, Bytes> changed = Map.of("status", Bytes.utf8("\"failed\""), "error", error);
      return response == null
          ? null
          : Json.of(JsonSpans.of(response).with(changed, Set.of()).utf8());
    } catch (DialectException notAnObject) {
      return null;
    }
  }
}
