package io.lattice.config.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The files that come with Lattice, from the class path: the layer under everything.
 *
 * @param lattice the text of {@code lattice.yaml}
 * @param models the text of {@code models.yaml}
 */
record Shipped(String lattice, String models) {

  private static final String FOLDER = "/io/lattice/config/";

  /** Reads both; it blocks, as loading a class does. */
  static Shipped load() {
    return new Shipped(text(Sources.LATTICE), text(Sources.MODELS));
  }

  private static String text(String name) {
    try (InputStream stream = Shipped.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        throw new IllegalStateException(FOLDER + name + " is not in the jar; build it again");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
