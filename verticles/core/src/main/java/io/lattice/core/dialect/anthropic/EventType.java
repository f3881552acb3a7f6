package io.lattice.core.dialect.anthropic;

import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an event of a streamed answer tells. Its data say so too, for servers that name none. */
enum EventType {
  MESSAGE_START,
  CONTENT_BLOCK_START,
  CONTENT_BLOCK_DELTA,
  CONTENT_BLOCK_STOP,
  MESSAGE_DELTA,
  MESSAGE_STOP,
  ERROR,
  PING,
  /** Not an event at all but a whole answer. */
  MESSAGE,
  /** Some other, which may come any day. */
  UNKNOWN;

  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::word, Function.identity()));

  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  /** As the wire has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EventType ofName(@Nullable String name) {
    return name == null ? UNKNOWN : BY_NAME.getOrDefault(name, UNKNOWN);
  }

  /** The event's own word first; an error is one whatever it calls itself. */
  static EventType of(@Nullable String name, JsonTree data) {
    String word = data.string("type");
    EventType type = ofName(word == null ? name : word);
    return type == UNKNOWN && data.get("error") != null ? ERROR : type;
  }

  /** Whether a frame holds nothing: blanks, or OpenAI's end, which some servers add to theirs. */
  static boolean isNothing(WireFrame frame) {
    byte[] data = frame.data().array();
    int start = 0;
    int end = data.length;
    while (start < end && data[start] <= ' ' && data[start] >= 0) {
      start++;
    }
    while (end > start && data[end - 1] <= ' ' && data[end - 1] >= 0) {
      end--;
    }
    return start == end || Arrays.equals(data, start, end, DONE, 0, DONE.length);
  }
}
