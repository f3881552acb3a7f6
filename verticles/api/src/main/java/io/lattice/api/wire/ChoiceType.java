package io.lattice.api.wire;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of several: a byte that tells which, then itself; 0 is null. */
final class ChoiceType implements WireType {
  private final Map<Class<?>, Integer> tags = new HashMap<>();
  private final WireType[] types;

  ChoiceType(List<Class<?>> choices, WireType[] types) {
    if (choices.size() > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("too many choices for a byte: " + choices.size());
    }
    this.types = types;
    for (int i = 0; i < choices.size(); i++) {
      tags.put(choices.get(i), i + 1);
    }
  }

  @Override
  public void write(Buffer out, @Nullable Object value) {
    if (value == null) {
      out.appendByte((byte) 0);
      return;
    }
    Integer tag = tags.get(value.getClass());
    if (tag == null) {
      throw new IllegalArgumentException(value.getClass() + " is none of " + tags.keySet());
    }
    out.appendByte(tag.byteValue());
    types[tag - 1].write(out, value);
  }

  @Override
  public @Nullable Object read(WireReader in) {
    int tag = in.readByte();
    if (tag == 0) {
      return null;
    }
    if (tag < 0 || tag > types.length) {
      throw new IllegalArgumentException("no type has the tag " + tag);
    }
    return types[tag - 1].read(in);
  }
}
