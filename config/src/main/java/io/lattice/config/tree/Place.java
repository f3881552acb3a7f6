package io.lattice.config.tree;

import org.jspecify.annotations.Nullable;

/**
 * Where something was said.
 *
 * @param file a file, {@code .env} or {@code environment}
 * @param path the key from the top, {@code orchestrator.providers[0].name}; empty at the top
 * @param line from 1; null where there are no lines
 */
public record Place(String file, String path, @Nullable Integer line) {

  /** The place of a key below this one. */
  public Place key(String key, @Nullable Integer keyLine) {
    return new Place(file, path.isEmpty() ? key : path + "." + key, keyLine);
  }

  /** The place of an item of the list at this one. */
  public Place item(int index, @Nullable Integer itemLine) {
    return new Place(file, path + "[" + index + "]", itemLine);
  }
}
