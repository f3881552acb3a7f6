package io.lattice.api.wire;

import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of one type: a record, or a sealed interface whose leaves are records, made of
 * such, of enums, strings, numbers, durations, lists, sets and maps. Thread-safe; made once.
 *
 * <p>Both ends must know the same types in the same order: there are no names on the wire. Whoever
 * changes a type changes the name under which its form is registered.
 */
public final class Wire<T> {
  private final MethodHandles.Lookup lookup;
  private final Map<Type, WireType> known = new HashMap<>();
  private final WireType root;
  private final Class<T> type;

  private Wire(Class<T> type, MethodHandles.Lookup lookup) {
    this.lookup = lookup;
    this.type = type;
    this.root = typeOf(type);
  }

  /**
   * @param lookup must reach the constructors of every record, so take it in their package
   * @throws IllegalArgumentException where a component's type has no form
   */
  public static <T> Wire<T> of(Class<T> type, MethodHandles.Lookup lookup) {
    return new Wire<>(type, lookup);
  }

  public void write(Buffer out, T value) {
    root.write(out, Objects.requireNonNull(value));
  }

  /**
   * @throws RuntimeException where the bytes are no such value
   */
  public T read(Buffer in, int position) {
    return type.cast(Objects.requireNonNull(root.read(new WireReader(in, position))));
  }

  private WireType typeOf(Type wanted) {
    WireType found = known.get(wanted);
    if (found != null) {
      return found;
    }
    if (wanted instanceof ParameterizedType generic) {
      return remember(wanted, collectionOf(generic));
    }
    if (!(wanted instanceof Class<?> plain)) {
      throw new IllegalArgumentException(wanted + " has no binary form");
    }
    WireType scalar = ScalarTypes.of(plain);
    if (scalar != null) {
      return remember(wanted, scalar);
    }
    if (plain.isEnum()) {
      return remember(wanted, enumOf(plain));
    }
    return choiceOf(plain);
  }

  private WireType collectionOf(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    if (generic.getRawType() == List.class) {
      return CollectionTypes.list(typeOf(arguments[0]));
    }
    if (generic.getRawType() == Set.class) {
      return CollectionTypes.set(typeOf(arguments[0]));
    }
    if (generic.getRawType() == Map.class) {
      return CollectionTypes.map(typeOf(arguments[0]), typeOf(arguments[1]));
    }
    throw new IllegalArgumentException(generic + " has no binary form");
  }

  /** Registers the choice before its leaves are built, since a leaf may hold the same choice. */
  private WireType choiceOf(Class<?> plain) {
    List<Class<?>> leaves = new ArrayList<>();
    addLeaves(plain, leaves);
    WireType[] types = new WireType[leaves.size()];
    WireType choice = remember(plain, new ChoiceType(leaves, types));
    for (int i = 0; i < types.length; i++) {
      types[i] = recordOf(leaves.get(i));
    }
    return choice;
  }

  private RecordType recordOf(Class<?> leaf) {
    RecordType built = new RecordType(leaf, lookup);
    RecordComponent[] components = leaf.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      built.resolve(i, typeOf(components[i].getGenericType()));
    }
    return built;
  }

  private static void addLeaves(Class<?> plain, List<Class<?>> leaves) {
    if (plain.isRecord()) {
      leaves.add(plain);
    } else if (plain.isSealed()) {
      for (Class<?> permitted : plain.getPermittedSubclasses()) {
        addLeaves(permitted, leaves);
      }
    } else {
      throw new IllegalArgumentException(plain + " is no record and not sealed");
    }
  }

  private WireType remember(Type key, WireType value) {
    known.put(key, value);
    return value;
  }

  private static WireType enumOf(Class<?> plain) {
    List<?> constants = List.of(plain.getEnumConstants());
    return new WireType() {
      @Override
      public void write(Buffer out, @Nullable Object value) {
        out.appendByte((byte) (value == null ? 0 : constants.indexOf(value) + 1));
      }

      @Override
      public @Nullable Object read(WireReader in) {
        int tag = in.readByte();
        if (tag < 0 || tag > constants.size()) {
          throw new IllegalArgumentException(tag + " is none of " + constants);
        }
        return tag == 0 ? null : constants.get(tag - 1);
      }
    };
  }
}
