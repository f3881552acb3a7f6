package io.lattice.config.read;

import io.lattice.config.tree.Form;
import java.util.List;

/**
 * A setting that only some kinds of provider have.
 *
 * @param name in kebab-case, as the settings record has it
 * @param variables environment variables that hold it, the first that is set counts
 * @param form what it may be
 * @param isNeeded whether the provider is of no use without it
 */
record ProviderOption(String name, List<String> variables, Form<String> form, boolean isNeeded) {

  static ProviderOption of(String name, String... variables) {
    return new ProviderOption(name, List.of(variables), Form.TEXT, false);
  }

  static ProviderOption needed(String name, String... variables) {
    return new ProviderOption(name, List.of(variables), Form.TEXT, true);
  }

  static ProviderOption choice(String name, String... values) {
    return new ProviderOption(name, List.of(), Form.oneOf(List.of(values)), false);
  }

  /** The same in a form of its own. */
  ProviderOption in(Form<String> form) {
    return new ProviderOption(name, variables, form, isNeeded);
  }

  /** The key in a file, {@code api_version} for {@code api-version}. */
  String key() {
    return name.replace('-', '_');
  }
}
