package io.lattice.api.chat;

/** Who speaks in a {@link Message}. */
public enum Role {
  SYSTEM,
  DEVELOPER,
  USER,
  ASSISTANT,
  TOOL
}
