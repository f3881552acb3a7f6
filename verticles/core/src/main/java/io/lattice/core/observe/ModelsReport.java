package io.lattice.core.observe;

import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The models that can be asked now, in the shape of OpenAI's list. Pure. */
public final class ModelsReport {

  private ModelsReport() {}

  /**
   * Every model that is not retired and has a deployment at a configured provider which some node
   * runs.
   *
   * @param running names of the providers that run somewhere in the cluster
   */
  public static JsonObject of(LatticeConfig config, Set<String> running) {
    JsonArray data = new JsonArray();
    config.models().models().stream()
        .filter(model -> !model.isRetired())
        .forEach(
            model -> {
              List<Deployment> usable =
                  model.deployments().stream()
                      .filter(each -> isUsable(each, config, running))
                      .toList();
              if (!usable.isEmpty()) {
                data.add(entryOf(model, usable));
              }
            });
    return new JsonObject().put("object", "list").put("data", data);
  }

  private static boolean isUsable(
      Deployment deployment, LatticeConfig config, Set<String> running) {
    return running.contains(deployment.provider())
        && config
            .provider(deployment.provider())
            .filter(ProviderSettings::isConfigured)
            .isPresent();
  }

  private static JsonObject entryOf(Model model, List<Deployment> usable) {
    JsonArray capabilities = new JsonArray();
    model.capabilities().stream()
        .sorted()
        .forEach(each -> capabilities.add(each.name().toLowerCase(Locale.ROOT)));
    JsonArray deployments = new JsonArray();
    usable.forEach(each -> deployments.add(each.id()));
    return new JsonObject()
        .put("id", model.name())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", usable.get(0).provider())
        .put("capabilities", capabilities)
        .put("deployments", deployments);
  }
}
