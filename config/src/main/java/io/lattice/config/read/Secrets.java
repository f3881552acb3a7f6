package io.lattice.config.read;

import io.lattice.config.secret.Secret;
import io.lattice.config.secret.SecretRef;
import io.lattice.config.tree.Place;
import io.lattice.config.tree.Report;
import java.util.Optional;

/**
 * Finds the secrets that configuration refers to. What is found but cannot be sent in a header is
 * reported: sending it would fail later, with the secret in the message.
 */
final class Secrets {

  private final Variables variables;
  private final SecretFiles files;
  private final Report report;

  Secrets(Variables variables, SecretFiles files, Report report) {
    this.variables = variables;
    this.files = files;
    this.report = report;
  }

  /** The secret at a reference; empty when there is none. */
  Optional<Secret> find(SecretRef reference, Place said) {
    return value(reference, said).map(secret -> secret.foundAt(reference));
  }

  private Optional<Secret> value(SecretRef reference, Place said) {
    if (reference instanceof SecretRef.File file) {
      return files.read(file.path()).flatMap(text -> check(text, said));
    }
    String name = ((SecretRef.Environment) reference).name();
    return variables.find(name).flatMap(found -> check(found.value(), found.place()));
  }

  /** A text that may be a secret; empty when it is blank or, which is reported, cannot be sent. */
  Optional<Secret> check(String text, Place place) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (!text.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
      report.problem(
          place, "holds a secret with a space or a character that cannot be sent; copy it again");
      return Optional.empty();
    }
    return Optional.of(Secret.of(text));
  }
}
