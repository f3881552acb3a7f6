package io.lattice.core.bridge;

import io.lattice.core.dialect.CallerSide;
import io.lattice.core.dialect.Dialect;
import java.util.Objects;

/**
 * A way to ask for a chat over HTTP: a path and the dialect that is spoken there.
 *
 * @param path is taken by POST
 * @param dialect the dialect's name
 * @param speech what is said there
 */
public record Face(String path, String dialect, CallerSide speech) {
  public Face {
    Objects.requireNonNull(dialect, "dialect");
    Objects.requireNonNull(speech, "speech");
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a face's path begins with /, unlike '" + path + "'");
    }
  }

  public static Face of(String path, Dialect dialect) {
    return new Face(path, dialect.name(), dialect);
  }
}
