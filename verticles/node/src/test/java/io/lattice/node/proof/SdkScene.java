package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.node.TestNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A node with a scripted upstream of OpenAI's dialect behind it, and what the checks of one script
 * saw of it through an official SDK.
 */
final class SdkScene implements AutoCloseable {
  static final List<String> MODELS =
      List.of(
          "sdk-chat",
          "sdk-stream",
          "sdk-tools",
          "sdk-tool-results",
          "sdk-tools-stream",
          "sdk-schema",
          "sdk-image",
          "sdk-400",
          "sdk-429",
          "sdk-500",
          "sdk-cut",
          "sdk-abort-early",
          "sdk-abort-late",
          "sdk-break");

  private final ScriptedUpstream upstream = SdkUpstream.start();
  private final TestNode node;
  private final Map<String, JsonObject> checks;

  /**
   * Runs the checks.
   *
   * @param path below the bridge's address, what the SDK takes for the address of its API
   */
  SdkScene(String script, String path, Path folder) {
    NpmProject npm = NpmProject.installed();
    ProofConfig config =
        new ProofConfig()
            .with("bridge: {port: 0}")
            .with("shutdown: {not_ready: 0 s}")
            .with("retry: {max_retry_after: 2 s}")
            .with("cluster: {port: " + ProofConfig.freePort() + "}")
            .providerAs("name: openai");
    MODELS.forEach(model -> config.model(model, "openai"));
    config.embeddings("sdk-vectors", "openai").embeddings("sdk-numbers", "openai");
    node =
        TestNode.start(
            config.writeTo(folder),
            Map.of(
                "OPENAI_API_KEY", "sk-upstream",
                "OPENAI_BASE_URL", upstream.url("/v1").toString(),
                "LATTICE_API_KEYS", "alice=sk-alice"));
    Map<String, String> environment =
        Map.of(
            "BASE_URL",
            "http://127.0.0.1:" + node.httpPort() + path,
            "API_KEY",
            "sk-alice",
            "MEETING_URL",
            upstream.url("/").toString());
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
    return upstream.awaitCall(model);
  }

  @Override
  public void close() {
    node.close();
    upstream.close();
  }
}
