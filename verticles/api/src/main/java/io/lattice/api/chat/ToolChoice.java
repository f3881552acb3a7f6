package io.lattice.api.chat;

import java.util.Objects;

/** Whether the model must, may or must not use a tool. */
public sealed interface ToolChoice {

  /** The model decides. */
  record Auto() implements ToolChoice {}

  /** No tool. */
  record None() implements ToolChoice {}

  /** At least one tool. */
  record Required() implements ToolChoice {}

  /** This one. */
  record Named(String name) implements ToolChoice {
    public Named {
      Objects.requireNonNull(name, "name");
    }
  }

  /** A choice that only one dialect understands, as it came. */
  record Opaque(String dialect, Json json) implements ToolChoice {
    public Opaque {
      Objects.requireNonNull(dialect, "dialect");
      Objects.requireNonNull(json, "json");
    }
  }
}
