package io.lattice.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads secret files and remembers what was in them, so that a change is noticed. It blocks; used
 * by one worker thread at a time.
 */
final class SecretFiles {

  private static final int LARGEST_BYTES = 64 * 1024;

  private final Map<String, Optional<String>> seen = new LinkedHashMap<>();

  /** The text of a file without surrounding blanks; empty when it cannot be read. */
  Optional<String> read(String path) {
    Optional<String> text = load(path);
    seen.put(path, text);
    return text;
  }

  /** Whether none was read. */
  boolean isEmpty() {
    return seen.isEmpty();
  }

  /** Whether every file that was read still says the same. */
  boolean areUnchanged() {
    return seen.entrySet().stream().allMatch(file -> load(file.getKey()).equals(file.getValue()));
  }

  private static Optional<String> load(String path) {
    try {
      Path file = Path.of(path);
      return Files.size(file) > LARGEST_BYTES
          ? Optional.empty()
          : Optional.of(Files.readString(file).strip());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
