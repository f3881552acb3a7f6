package io.lattice.api.wire;

import io.lattice.api.chat.Bytes;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that hold no other. References may be null; primitives have no byte for it. */
final class ScalarTypes {
  private static final Map<Class<?>, WireType> TYPES = new HashMap<>();

  static {
    TYPES.put(int.class, primitive(ScalarTypes::writeNumber, in -> (int) readNumber(in)));
    TYPES.put(long.class, primitive(ScalarTypes::writeNumber, ScalarTypes::readNumber));
    TYPES.put(boolean.class, primitive(ScalarTypes::writeBoolean, in -> in.readByte() != 0));
    TYPES.put(double.class, primitive(ScalarTypes::writeDouble, WireReader::readDouble));
    TYPES.put(Integer.class, nullable(ScalarTypes::writeNumber, in -> (int) readNumber(in)));
    TYPES.put(Long.class, nullable(ScalarTypes::writeNumber, ScalarTypes::readNumber));
    TYPES.put(Boolean.class, nullable(ScalarTypes::writeBoolean, in -> in.readByte() != 0));
    TYPES.put(Double.class, nullable(ScalarTypes::writeDouble, WireReader::readDouble));
    TYPES.put(
        Duration.class,
        nullable(
            (out, value) -> writeNumber(out, ((Duration) value).toNanos()),
            in -> Duration.ofNanos(readNumber(in))));
    TYPES.put(
        String.class,
        sized(
            value -> ((String) value).getBytes(StandardCharsets.UTF_8),
            bytes -> new String(bytes, StandardCharsets.UTF_8)));
    TYPES.put(Bytes.class, sized(value -> ((Bytes) value).array(), Bytes::wrap));
  }

  private ScalarTypes() {}

  static @Nullable WireType of(Class<?> type) {
    return TYPES.get(type);
  }

  private static void writeNumber(Buffer out, Object value) {
    VarLong.write(out, VarLong.zigZag(((Number) value).longValue()));
  }

  private static long readNumber(WireReader in) {
    return VarLong.unZigZag(in.readVarLong());
  }

  private static void writeBoolean(Buffer out, Object value) {
    out.appendByte((byte) ((Boolean) value ? 1 : 0));
  }

  private static void writeDouble(Buffer out, Object value) {
    out.appendDouble((Double) value);
  }

  private static WireType primitive(
      BiConsumer<Buffer, Object> writer, Function<WireReader, Object> reader) {
    return new WireType() {
      @Override
      public void write(Buffer out, @Nullable Object value) {
        writer.accept(out, Objects.requireNonNull(value));
      }

      @Override
      public Object read(WireReader in) {
        return reader.apply(in);
      }
    };
  }

  private static WireType nullable(
      BiConsumer<Buffer, Object> writer, Function<WireReader, Object> reader) {
    return new WireType() {
      @Override
      public void write(Buffer out, @Nullable Object value) {
        out.appendByte((byte) (value == null ? 0 : 1));
        if (value != null) {
          writer.accept(out, value);
        }
      }

      @Override
      public @Nullable Object read(WireReader in) {
        return in.readByte() == 0 ? null : reader.apply(in);
      }
    };
  }

  private static WireType sized(
      Function<Object, byte[]> toBytes, Function<byte[], Object> fromBytes) {
    return new WireType() {
      @Override
      public void write(Buffer out, @Nullable Object value) {
        if (value == null) {
          out.appendByte((byte) 0);
          return;
        }
        byte[] bytes = toBytes.apply(value);
        VarLong.write(out, bytes.length + 1L);
        out.appendBytes(bytes);
      }

      @Override
      public @Nullable Object read(WireReader in) {
        int size = in.readSize();
        return size < 0 ? null : fromBytes.apply(in.readBytes(size));
      }
    };
  }
}
