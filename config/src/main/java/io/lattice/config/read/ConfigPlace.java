package io.lattice.config.read;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where configuration is looked for.
 *
 * @param workingDirectory where {@code .env} is and relative folders begin
 * @param environment the environment's variables
 */
public record ConfigPlace(Path workingDirectory, Map<String, String> environment) {

  private static final String USUAL_FOLDER = "config";

  /** Copies the variables. */
  public ConfigPlace {
    environment = Map.copyOf(environment);
  }

  /** The folder of {@code lattice.yaml} and {@code models.yaml}. */
  Path folder() {
    return workingDirectory.resolve(shown()).toAbsolutePath().normalize();
  }

  /** The folder as an operator would write it. */
  String shown() {
    return named().orElse(USUAL_FOLDER);
  }

  /** Whether an operator has named the folder, which must then be there. */
  boolean isNamed() {
    return named().isPresent();
  }

  Path dotEnv() {
    return workingDirectory.resolve(DotEnv.FILE).toAbsolutePath().normalize();
  }

  private Optional<String> named() {
    return Optional.ofNullable(environment.get(EnvironmentLayer.CONFIG_FOLDER))
        .map(String::strip)
        .filter(folder -> !folder.isEmpty());
  }

  /** It may hold secrets, so it prints only the place. */
  @Override
  public String toString() {
    return "ConfigPlace[" + folder() + "]";
  }
}
