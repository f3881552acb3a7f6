package io.lattice.config.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the outside says at one moment.
 *
 * @param folder the folder of the two files, as an operator would write it
 * @param lattice the text of {@code lattice.yaml}, null when there is none
 * @param models the text of {@code models.yaml}, null when there is none
 * @param dotEnv the text of {@code .env}, null when there is none
 * @param environment the environment's variables
 */
record Sources(
    String folder,
    @Nullable String lattice,
    @Nullable String models,
    @Nullable String dotEnv,
    Map<String, String> environment) {

  static final String LATTICE = "lattice.yaml";
  static final String MODELS = "models.yaml";

  /** Copies the variables. */
  Sources {
    environment = Map.copyOf(environment);
  }

  /** The name of a file in messages. */
  String name(String file) {
    return folder + "/" + file;
  }

  /** It may hold secrets, so it prints only how much there is. */
  @Override
  public String toString() {
    return "Sources of " + folder + " and " + environment.size() + " variables";
  }
}
