package io.lattice.api.wire;

import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record, as its components in their order. Never null: whoever holds it says so. */
final class RecordType implements WireType {
  private final MethodHandle[] accessors;
  private final WireType[] components;
  private final MethodHandle constructor;

  /** Must be {@link #resolve resolved} before use, so that a record may hold its own type. */
  RecordType(Class<?> type, MethodHandles.Lookup lookup) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    this.components = new WireType[parts.length];
    this.accessors = new MethodHandle[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        accessors[i] =
            lookup
                .unreflect(parts[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
      }
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asType(MethodType.genericMethodType(parts.length))
              .asSpreader(Object[].class, parts.length);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " must be open to " + lookup, e);
    }
  }

  void resolve(int component, WireType type) {
    components[component] = type;
  }

  @Override
  public void write(Buffer out, @Nullable Object value) {
    Objects.requireNonNull(value);
    try {
      for (int i = 0; i < components.length; i++) {
        components[i].write(out, (Object) accessors[i].invokeExact(value));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object read(WireReader in) {
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = components[i].read(in);
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
