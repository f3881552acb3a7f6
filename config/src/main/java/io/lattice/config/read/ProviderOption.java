package io.lattice.config.read;

import java.util.List;

/**
 * A setting that only one kind of provider has.
 *
 * @param name in kebab-case, as the settings record has it
 * @param variables environment variables that hold it, the first that is set counts
 * @param values what it may be; empty when anything goes
 * @param isNeeded whether the provider is of no use without it
 */
record ProviderOption(String name, List<String> variables, List<String> values, boolean isNeeded) {

  static ProviderOption of(String name, String... variables) {
    return new ProviderOption(name, List.of(variables), List.of(), false);
  }

  static ProviderOption needed(String name, String... variables) {
    return new ProviderOption(name, List.of(variables), List.of(), true);
  }

  static ProviderOption choice(String name, String... values) {
    return new ProviderOption(name, List.of(), List.of(values), false);
  }

  /** The key in a file, {@code api_version} for {@code api-version}. */
  String key() {
    return name.replace('-', '_');
  }
}
