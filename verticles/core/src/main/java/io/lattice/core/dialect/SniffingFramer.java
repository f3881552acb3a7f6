package io.lattice.core.dialect;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Frames what begins like HTML as one frame, what begins like JSON as one too unless its dialect
 * knows better, and anything else as the events it should be.
 *
 * <p>Providers and the proxies before them answer a request for a stream with status 200 and an
 * error object, a page, or the whole answer at once, whatever the content type says. No event
 * stream begins so: its lines begin with the name of a field or a colon.
 */
public final class SniffingFramer implements Framer {
  private static final String BLANKS = " \t\r\n\u00EF\u00BB\u00BF";

  private final int maxFrameBytes;
  private final IntFunction<Framer> json;
  private final IntFunction<Framer> stream;
  private @Nullable Framer chosen;

  /**
   * @param stream makes the framer of a stream that begins as it should, for a limit in bytes
   */
  public SniffingFramer(int maxFrameBytes, IntFunction<Framer> stream) {
    this(maxFrameBytes, WholeFramer::new, stream);
  }

  /**
   * The same of a dialect whose streams may be JSON.
   *
   * @param json makes the framer of what begins like JSON
   */
  public SniffingFramer(int maxFrameBytes, IntFunction<Framer> json, IntFunction<Framer> stream) {
    this.maxFrameBytes = maxFrameBytes;
    this.json = json;
    this.stream = stream;
  }

  @Override
  public List<WireFrame> push(byte[] bytes, int offset, int length) {
    if (chosen != null) {
      return chosen.push(bytes, offset, length);
    }
    int end = offset + length;
    int first = firstNotBlank(bytes, offset, end);
    if (first == end) {
      return List.of();
    }
    chosen = chosenFor(bytes[first]);
    return chosen.push(bytes, first, end - first);
  }

  @Override
  public List<WireFrame> end() {
    return chosen == null ? List.of() : chosen.end();
  }

  /** Blanks and a byte order mark mean nothing before either form, so they need not be kept. */
  private static int firstNotBlank(byte[] bytes, int offset, int end) {
    int i = offset;
    while (i < end && BLANKS.indexOf(bytes[i] & 0xFF) >= 0) {
      i++;
    }
    return i;
  }

  private Framer chosenFor(byte first) {
    return switch (first) {
      case '{', '[' -> json.apply(maxFrameBytes);
      case '<' -> new WholeFramer(maxFrameBytes);
      default -> stream.apply(maxFrameBytes);
    };
  }
}
