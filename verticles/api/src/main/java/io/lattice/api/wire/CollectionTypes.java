package io.lattice.api.wire;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists, sets and maps: how many, then each. Never null. */
final class CollectionTypes {

  private CollectionTypes() {}

  static WireType list(WireType element) {
    return collection(element, values -> values);
  }

  static WireType set(WireType element) {
    return collection(element, HashSet::new);
  }

  static WireType map(WireType key, WireType value) {
    return new WireType() {
      @Override
      public void write(Buffer out, @Nullable Object map) {
        Map<?, ?> entries = (Map<?, ?>) Objects.requireNonNull(map);
        VarLong.write(out, entries.size() + 1L);
        entries.forEach(
            (k, v) -> {
              key.write(out, k);
              value.write(out, v);
            });
      }

      @Override
      public Object read(WireReader in) {
        int size = in.readSize();
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          entries.put(key.read(in), value.read(in));
        }
        return entries;
      }
    };
  }

  private static WireType collection(
      WireType element, Function<List<@Nullable Object>, Object> finish) {
    return new WireType() {
      @Override
      public void write(Buffer out, @Nullable Object collection) {
        Collection<?> values = (Collection<?>) Objects.requireNonNull(collection);
        VarLong.write(out, values.size() + 1L);
        for (Object value : values) {
          element.write(out, value);
        }
      }

      @Override
      public Object read(WireReader in) {
        int size = in.readSize();
        List<@Nullable Object> values = new ArrayList<>(Math.max(0, size));
        for (int i = 0; i < size; i++) {
          values.add(element.read(in));
        }
        return finish.apply(values);
      }
    };
  }
}
