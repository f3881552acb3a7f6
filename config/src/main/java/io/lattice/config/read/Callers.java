package io.lattice.config.read;

import static io.lattice.config.tree.Form.TEXT;

import io.lattice.config.BridgeSettings;
import io.lattice.config.CallerKey;
import io.lattice.config.secret.Secret;
import io.lattice.config.secret.SecretRef;
import io.lattice.config.tree.Place;
import io.lattice.config.tree.Report;
import io.lattice.config.tree.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads who may come through the bridge, from {@code callers} and {@code LATTICE_API_KEYS}. */
final class Callers {

  /** A name before a key. What follows must be more than {@code =}, which ends base64. */
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,64})=(?!=*$)(.+)");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]");

  private final List<CallerKey> callers = new ArrayList<>();
  private final Secrets secrets;
  private final Report report;

  private Callers(Secrets secrets, Report report) {
    this.secrets = secrets;
    this.report = report;
  }

  static List<CallerKey> read(
      Section lattice, Variables variables, Secrets secrets, Report report) {
    Callers callers = new Callers(secrets, report);
    lattice.sections("callers").forEach(callers::listed);
    variables.find(EnvironmentLayer.API_KEYS).ifPresent(callers::fromVariable);
    return callers.callers;
  }

  /** Refuses a front door that is open to a network and asks nobody for a key. */
  static void checkDoor(
      BridgeSettings bridge, List<CallerKey> callers, Section section, Report report) {
    if (bridge.enabled() && callers.isEmpty() && !LOOPBACK.matcher(bridge.host()).matches()) {
      report.problem(
          section.place("host"),
          bridge.host(),
          "lets a network in, and no callers are configured; set "
              + EnvironmentLayer.API_KEYS
              + " or callers, or bind 127.0.0.1");
    }
  }

  private void listed(Section section) {
    String name = section.read("name", TEXT);
    String text = section.read("key", TEXT);
    section.refuseUnknown();
    if (name == null || text == null) {
      section.problem(name == null ? "name" : "key", "is needed; a caller has a name and a key");
      return;
    }
    Optional<SecretRef> reference = SecretRef.parse(text);
    if (reference.isEmpty()) {
      section.problem("key", "must not hold the key itself; " + SecretRef.FORM);
      return;
    }
    // Unlike a provider's, a caller's key that is not there is a problem: a door must not lose
    // its locks one by one.
    secrets
        .find(reference.get(), section.place("key"))
        .ifPresentOrElse(
            key -> add(name, key, section.place("key")),
            () -> section.problem("key", "is not there: " + reference.get().lacking()));
  }

  private void fromVariable(Variable variable) {
    int number = 0;
    for (String item : variable.value().split(",")) {
      String text = item.strip();
      number++;
      if (text.isEmpty()) {
        continue;
      }
      Matcher named = NAMED.matcher(text);
      boolean hasName = named.matches();
      String name = hasName ? named.group(1) : "caller-" + number;
      Place place = variable.place();
      secrets.check(hasName ? named.group(2) : text, place).ifPresent(key -> add(name, key, place));
    }
  }

  private void add(String name, Secret key, Place place) {
    if (callers.stream().anyMatch(caller -> caller.name().equals(name))) {
      report.problem(place, name, "names two callers; give each its own name");
    } else if (callers.stream().anyMatch(caller -> caller.key().equals(key))) {
      report.problem(place, name, "has the key of another caller; give each its own");
    } else {
      callers.add(new CallerKey(name, key));
    }
  }
}
