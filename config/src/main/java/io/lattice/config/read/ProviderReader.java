package io.lattice.config.read;

import static io.lattice.config.tree.Form.FLAG;
import static io.lattice.config.tree.Form.TEXT;
import static io.lattice.config.tree.Form.integer;
import static io.lattice.config.tree.Form.oneOf;

import io.lattice.config.ProviderSettings;
import io.lattice.config.secret.Secret;
import io.lattice.config.tree.Section;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one provider; what it lacks makes it "not configured", never a problem of the others. */
final class ProviderReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final String name;
  private final Section section;
  private final Secrets secrets;
  private final ProviderKind kind;
  private final boolean isKindKnown;
  private final List<String> lacking = new ArrayList<>();

  private ProviderReader(String name, Section section, Secrets secrets) {
    this.name = name;
    this.section = section;
    this.secrets = secrets;
    String word = section.read("kind", oneOf(ProviderKind.words()));
    this.kind = ProviderKind.of(word == null ? name : word).orElseGet(ProviderKind::compatible);
    this.isKindKnown = word != null || !section.says("kind");
  }

  /** Reads a provider; empty when it cannot be told from its name what it would be. */
  static Optional<ProviderSettings> read(String name, Section section, Secrets secrets) {
    return new ProviderReader(name, section, secrets).read();
  }

  private Optional<ProviderSettings> read() {
    section.read("name", TEXT);
    if (!NAME.matcher(name).matches()) {
      section.problem("name", name, "must be lower-case letters, digits and dashes");
      return Optional.empty();
    }
    if (!section.read("enabled", FLAG, true)) {
      lacking.add("it is switched off (enabled: false)");
    }
    int priority = section.read("priority", integer(1, 1_000), 1);
    List<String> regions = regions();
    List<String> fallbackFor = section.words("fallback_for");
    String fallbackModel = section.read("fallback_model", TEXT);
    Map<String, String> options = TokenOptions.complete(options());
    List<Secret> credentials = credentials(options).read(section, lacking);
    URI baseUrl = section.read("base_url", BaseUrl.of(kind));
    Map<String, URI> endpoints = endpoints(regions);
    checkUrl(baseUrl, endpoints);
    section.refuseUnknown();
    return Optional.of(
        new ProviderSettings(
            name,
            kind.word(),
            priority,
            regions,
            fallbackFor,
            fallbackModel,
            baseUrl,
            endpoints,
            credentials,
            options,
            missing()));
  }

  private List<String> regions() {
    List<String> regions = section.words("regions");
    for (String region : regions) {
      if (!NAME.matcher(region).matches()) {
        section.problem("regions", region, "must be lower-case letters, digits and dashes");
      }
    }
    return regions;
  }

  private Map<String, URI> endpoints(List<String> regions) {
    Map<String, URI> endpoints = new LinkedHashMap<>();
    Section said = section.section("endpoints");
    for (String region : section.texts("endpoints").keySet()) {
      URI endpoint = said.read(region, BaseUrl.of(kind));
      if (endpoint != null) {
        endpoints.put(region, endpoint);
      }
    }
    for (String region : endpoints.isEmpty() ? List.<String>of() : regions) {
      if (!endpoints.containsKey(region)) {
        // Falling back to the base URL would send a region's data to who knows where.
        section.problem(
            "regions",
            region,
            "has no endpoint, while others have; add endpoints."
                + region
                + " or choose from "
                + String.join(", ", endpoints.keySet()));
      }
    }
    return endpoints;
  }

  private void checkUrl(@Nullable URI baseUrl, Map<String, URI> endpoints) {
    boolean isSaid = baseUrl != null || !endpoints.isEmpty() || section.says("base_url");
    if (isSaid || !kind.needsUrl() || !isKindKnown) {
      return;
    }
    List<String> variables = kind.urls(name);
    if (variables.size() > 1) {
      lacking.add(variables.get(variables.size() - 1) + " is not set");
      return;
    }
    section.problem(
        "base_url",
        "is needed, here or as "
            + variables.get(0)
            + "; if '"
            + name
            + "' is a slip, the shipped providers are "
            + String.join(", ", ProviderKind.words()));
  }

  private Map<String, String> options() {
    Section said = section.section("options");
    Map<String, String> options = new LinkedHashMap<>();
    for (ProviderOption option : kind.options()) {
      String value = said.read(option.key(), option.form());
      if (value != null) {
        options.put(option.name(), value);
      } else if (option.isNeeded()) {
        lacking.add((isVendors() ? option.variables().get(0) : option.key()) + " is not set");
      }
    }
    said.refuseUnknown();
    return options;
  }

  /** What is known of who we are: keys, or what tokens are fetched with. */
  private Credentials credentials(Map<String, String> options) {
    if (!TokenOptions.areWanted(options)) {
      return new Credentials(kind.keys(name), kind.needsKey(), secrets);
    }
    TokenOptions.lacking(options, isVendors())
        .forEach(option -> lacking.add(option + " is not set"));
    return new Credentials(
        List.of(kind.clientSecret(name)), TokenOptions.needSecret(options), secrets);
  }

  /** Whether the variables of the vendor's own tools speak for it. */
  private boolean isVendors() {
    return name.equals(kind.word());
  }

  private @Nullable String missing() {
    return lacking.isEmpty() ? null : String.join("; ", lacking);
  }
}
