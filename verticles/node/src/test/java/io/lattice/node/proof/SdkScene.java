package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the checks of one script saw of a node through an official SDK for Node.js. */
final class SdkScene implements AutoCloseable {
  private final SdkNode node;
  private final Map<String, JsonObject> checks;

  /**
   * Runs the checks.
   *
   * @param path below the bridge's address, what the SDK takes for the address of its API
   */
  SdkScene(String script, String path, Path folder) {
    NpmProject npm = NpmProject.installed();
    node = new SdkNode(folder);
    Map<String, String> environment =
        Map.of(
            "BASE_URL", node.url(path),
            "API_KEY", SdkNode.KEY,
            "MEETING_URL", node.meetingUrl());
    checks =
        npm.run(script, environment).stream()
            .collect(Collectors.toMap(line -> line.getString("check"), line -> line));
  }

  /** What a check saw that passed. */
  JsonObject check(String name) {
    JsonObject line = Objects.requireNonNull(checks.get(name), "no line about " + name);
    assertThat(line.getBoolean("ok")).as(line.encode()).isTrue();
    return line;
  }

  /** What the upstream was asked for a model. */
  Call asked(String model) {
    return node.asked(model);
  }

  /** The body of what the upstream was asked for a model. */
  JsonObject sent(String model) {
    return new JsonObject(asked(model).body());
  }

  @Override
  public void close() {
    node.close();
  }
}
