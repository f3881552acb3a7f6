package io.lattice.node.proof;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.node.TestNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A node that official SDKs call, with a scripted upstream of OpenAI's dialects behind it. */
final class SdkNode implements AutoCloseable {
  static final String KEY = "sk-alice";

  /** What can be asked of any SDK, each a model of its own. */
  static final List<String> MODELS =
      List.of(
          "sdk-chat",
          "sdk-stream",
          "sdk-tools",
          "sdk-tool-results",
          "sdk-tool-loop",
          "sdk-tools-stream",
          "sdk-reasoning",
          "sdk-goes-on",
          "sdk-length",
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

  /**
   * Starts both.
   *
   * @param folder where the node's configuration is written
   */
  SdkNode(Path folder) {
    ProofConfig config =
        new ProofConfig()
            .with("bridge: {port: 0}")
            .with("shutdown: {not_ready: 0 s}")
            .with("retry: {max_retry_after: 2 s}")
            .with("cluster: {port: " + ProofConfig.freePort() + "}")
            .provider("compatible", upstream.url("/v1"))
            .providerAs("name: openai");
    MODELS.forEach(model -> config.model(model, "compatible"));
    // OpenAI itself is also asked in its Responses API, by callers who speak it.
    SdkUpstream.RESPONSES.forEach(model -> config.model(model, "openai"));
    config.embeddings("sdk-vectors", "openai").embeddings("sdk-numbers", "openai");
    node =
        TestNode.start(
            config.writeTo(folder),
            Map.of(
                "PROOF_KEY",
                "sk-upstream",
                "OPENAI_API_KEY",
                "sk-upstream",
                "OPENAI_BASE_URL",
                upstream.url("/v1").toString(),
                "LATTICE_API_KEYS",
                "alice=" + KEY));
  }

  /**
   * What an SDK takes for the address of its API.
   *
   * @param path below the bridge's address
   */
  String url(String path) {
    return "http://127.0.0.1:" + node.httpPort() + path;
  }

  /** Answers a request for the model "arrived" once the one that is to be aborted has arrived. */
  String meetingUrl() {
    return upstream.url("/").toString();
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
