package io.lattice.api.chat;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something the model may use. */
public sealed interface Tool {

  /**
   * A function of the caller's.
   *
   * @param parameters a JSON Schema of the arguments, or null for none
   * @param strict whether the arguments must match the schema exactly; null leaves it to the
   *     provider
   */
  record Function(
      String name,
      @Nullable String description,
      @Nullable Json parameters,
      @Nullable Boolean strict,
      Map<String, Json> extras)
      implements Tool {
    public Function {
      Objects.requireNonNull(name, "name");
      extras = Map.copyOf(extras);
    }

    public Function(String name, String description, Json parameters) {
      this(name, description, parameters, null, Map.of());
    }
  }

  /** A tool that only one dialect understands (a server-side search, a grammar), as it came. */
  record Opaque(String dialect, Json json) implements Tool {
    public Opaque {
      Objects.requireNonNull(dialect, "dialect");
      Objects.requireNonNull(json, "json");
    }
  }
}
