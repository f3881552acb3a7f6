package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.StreamDecoder;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Turns one answer's bytes into events as they come. Confined to one call.
 *
 * <p>Its methods throw what the dialect throws; nothing is asked of it after a terminal event.
 */
interface BodyReader {

  List<ChatEvent> read(Buffer bytes);

  List<ChatEvent> end();

  /** What an answer means of which no more will come. It ends in a failure. */
  default List<ChatEvent> cutOff(ChatError reason) {
    return UpstreamAnswer.failed(reason);
  }

  /** Whether a byte more is a sign of life, or the body has only so long in all. */
  default boolean everyByteCounts() {
    return true;
  }

  private static List<ChatEvent> failed(String message) {
    return UpstreamAnswer.failed(new ChatError(ErrorKind.UPSTREAM_PROTOCOL, message));
  }

  /** Frames, decoded as they are completed. */
  static BodyReader events(Framer framer, StreamDecoder decoder) {
    return new BodyReader() {
      @Override
      public List<ChatEvent> read(Buffer bytes) {
        byte[] array = bytes.getBytes();
        return decoder.decode(framer.push(array, 0, array.length));
      }

      @Override
      public List<ChatEvent> end() {
        List<ChatEvent> events = new ArrayList<>(decoder.decode(framer.end()));
        events.addAll(decoder.end());
        return events;
      }
    };
  }

  /**
   * One document, understood once it is complete.
   *
   * @param limit in bytes
   */
  static BodyReader whole(long limit, Function<Bytes, List<ChatEvent>> understand) {
    Buffer collected = Buffer.buffer();
    return new BodyReader() {
      @Override
      public List<ChatEvent> read(Buffer bytes) {
        if (collected.length() + (long) bytes.length() > limit) {
          return failed("the answer is longer than %d bytes".formatted(limit));
        }
        collected.appendBuffer(bytes);
        return List.of();
      }

      @Override
      public List<ChatEvent> end() {
        return understand.apply(Bytes.wrap(collected.getBytes()));
      }
    };
  }

  /**
   * Decides by the first byte that is no blank which reader is the right one.
   *
   * @param empty what reads a body without one
   */
  static BodyReader byFirstByte(BodyReader empty, Function<Byte, BodyReader> readers) {
    return new BodyReader() {
      private BodyReader chosen = empty;
      private boolean decided;

      @Override
      public List<ChatEvent> read(Buffer bytes) {
        for (int i = 0; !decided && i < bytes.length(); i++) {
          if (!Character.isWhitespace(bytes.getByte(i))) {
            chosen = readers.apply(bytes.getByte(i));
            decided = true;
          }
        }
        return decided ? chosen.read(bytes) : List.of();
      }

      @Override
      public List<ChatEvent> end() {
        return chosen.end();
      }

      @Override
      public List<ChatEvent> cutOff(ChatError reason) {
        return chosen.cutOff(reason);
      }
    };
  }

  /** A body that no API sends. What it says is not passed on. */
  static BodyReader foreign(String message) {
    return new BodyReader() {
      @Override
      public List<ChatEvent> read(Buffer bytes) {
        return failed(message);
      }

      @Override
      public List<ChatEvent> end() {
        return failed(message);
      }

      @Override
      public List<ChatEvent> cutOff(ChatError reason) {
        return failed(message);
      }
    };
  }
}
