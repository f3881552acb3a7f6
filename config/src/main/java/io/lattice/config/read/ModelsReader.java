package io.lattice.config.read;

import static io.lattice.config.tree.Form.TEXT;
import static io.lattice.config.tree.Form.oneOf;

import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelStatus;
import io.lattice.config.tree.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code models.yaml}: each key is a model's logical name. */
final class ModelsReader {

  private final DeploymentReader deployments;

  private ModelsReader(List<ProviderSettings> providers) {
    Map<String, ProviderSettings> byName = new LinkedHashMap<>();
    providers.forEach(provider -> byName.put(provider.name(), provider));
    this.deployments = new DeploymentReader(byName);
  }

  /** The models by name, in the order of the file, with their own deployments only. */
  static Map<String, Model> read(Map<String, Section> sections, List<ProviderSettings> providers) {
    ModelsReader reader = new ModelsReader(providers);
    Map<String, Model> models = new LinkedHashMap<>();
    sections.forEach((name, section) -> models.put(name, reader.model(name, section)));
    return models;
  }

  private Model model(String name, Section section) {
    if (name.isBlank() || name.chars().anyMatch(c -> c <= ' ' || c == '@' || c == 0x7f)) {
      section.problem("must be named without spaces or @");
    }
    Traits traits = Traits.read(section, Traits.NONE);
    List<Deployment> own = new ArrayList<>();
    List<Section> others = section.sections("deployments");
    if (section.says("provider") || others.isEmpty()) {
      own.addAll(deployments.read(name, section, traits));
    }
    for (Section other : others) {
      List<Deployment> more = deployments.read(name, other, Traits.read(other, traits));
      other.refuseUnknown();
      more.forEach(deployment -> addOnce(own, deployment, other));
    }
    String word = section.read("status", oneOf(ModelStatus.words()));
    String replacement = section.read("replacement", TEXT);
    String retiredOn = section.read("retired_on", TEXT);
    List<String> aliases = section.words("aliases");
    section.refuseUnknown();
    ModelStatus status =
        word == null ? usualStatus(own) : ModelStatus.of(word).orElse(ModelStatus.ACTIVE);
    return new Model(name, own, Model.union(own), status, replacement, retiredOn, aliases);
  }

  private static ModelStatus usualStatus(List<Deployment> own) {
    return own.stream().allMatch(deployment -> deployment.pricing() == null)
        ? ModelStatus.UNPRICED
        : ModelStatus.ACTIVE;
  }

  private static void addOnce(List<Deployment> own, Deployment deployment, Section said) {
    if (own.stream().anyMatch(other -> other.id().equals(deployment.id()))) {
      said.problem(
          "provider",
          deployment.id(),
          "is there twice; give each a region of its own, or the model another name");
    } else {
      own.add(deployment);
    }
  }
}
