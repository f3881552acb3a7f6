package io.lattice.config.read;

import io.lattice.config.secret.Secret;
import io.lattice.config.secret.SecretRef;
import io.lattice.config.tree.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds who we are at a provider: the references it lists, else the variables of its kind.
 *
 * @param variables the first that is set counts
 * @param isNeeded whether the provider is of no use without one
 */
record Credentials(List<String> variables, boolean isNeeded, Secrets secrets) {

  private static final String KEY = "credentials";

  /** The credentials; what is not there is added to {@code lacking} as a sentence. */
  List<Secret> read(Section section, List<String> lacking) {
    return section.says(KEY) ? listed(section, lacking) : usual(section, lacking);
  }

  private List<Secret> listed(Section section, List<String> lacking) {
    List<Secret> found = new ArrayList<>();
    for (String text : section.words(KEY)) {
      Optional<SecretRef> reference = SecretRef.parse(text);
      if (reference.isEmpty()) {
        section.problem(KEY, "must not hold the key itself; " + SecretRef.FORM);
        continue;
      }
      Optional<Secret> secret = secrets.find(reference.get(), section.place(KEY));
      secret.ifPresentOrElse(found::add, () -> lacking.add(reference.get().lacking()));
    }
    return found;
  }

  private List<Secret> usual(Section section, List<String> lacking) {
    Optional<Secret> secret =
        variables.stream()
            .flatMap(
                name -> secrets.find(new SecretRef.Environment(name), section.place()).stream())
            .findFirst();
    if (secret.isEmpty() && isNeeded) {
      lacking.add(new SecretRef.Environment(variables.get(0)).lacking());
    }
    return secret.stream().toList();
  }
}
