package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames that are passed on, as one piece of an event stream, and what they say besides. Confined
 * to one batch.
 */
public final class NativeFrames {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAMING = DATA.length + 2;

  private final List<WireFrame> frames = new ArrayList<>();
  private int size;
  private boolean hasContent;

  /** Passes one on that says nothing to the caller. */
  public void add(WireFrame frame) {
    frames.add(frame);
    size += frame.data().length() + FRAMING;
  }

  /** Passes one on. */
  public void add(WireFrame frame, boolean saysSomething) {
    add(frame);
    hasContent |= saysSomething;
  }

  /** Puts them before the events of the same batch, where there are any. */
  public List<ChatEvent> before(List<ChatEvent> events) {
    if (!frames.isEmpty()) {
      events.add(0, new ChatEvent.NativeBytes(bytes(), hasContent));
    }
    return events;
  }

  /** A whole answer that is passed on, before its events; only one that ended well is. */
  public static List<ChatEvent> whole(Bytes body, List<ChatEvent> events) {
    if (events.get(events.size() - 1) instanceof ChatEvent.MessageEnded) {
      events.add(0, new ChatEvent.NativeBytes(body, true));
    }
    return events;
  }

  private Bytes bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    for (WireFrame frame : frames) {
      if (frame.name() != null) {
        out.writeBytes(("event: " + frame.name() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      data(frame.data().array(), out);
      out.write('\n');
    }
    return Bytes.wrap(out.toByteArray());
  }

  /** A line feed in the data ends a line, as it did where it came from. */
  private static void data(byte[] data, ByteArrayOutputStream out) {
    int start = 0;
    for (int i = 0; i <= data.length; i++) {
      if (i == data.length || data[i] == '\n') {
        out.writeBytes(DATA);
        out.write(data, start, i - start);
        out.write('\n');
        start = i + 1;
      }
    }
  }
}
