package io.lattice.node.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.testing.Patience;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.node.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand clients at once, who are the first that their node ever has. Its limits are the
 * shipped ones: what is asked here is whether it keeps them when it is cold and busy.
 */
class StormFaultsTest {
  private static final int CLIENTS = 1_000;

  @Test
  @DisplayName("48: a thousand clients that vanish at once leave nothing behind")
  void row48(@TempDir Path folder) {
    try (ScriptedUpstream alpha = ScriptedUpstream.start();
        TestNode node = node(folder, alpha)) {
      alpha.on("storm", OpenAiStreams.begun("Hello").stall());
      Gateway gateway = new Gateway(node.httpPort());
      List<OpenStream> streams = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        streams.add(gateway.open(Gateway.streamed("storm")));
      }
      streams.forEach(stream -> assertThat(stream.nextText()).isEqualTo("Hello"));

      streams.forEach(OpenStream::reset);

      Patience.await("every upstream to be closed").until(() -> alpha.busyConnections() == 0);
      Patience.await("no stream left in an inbox").until(() -> node.liveStreams() == 0);
      assertThat(alpha.calls("storm")).hasSize(CLIENTS);
    }
  }

  private static TestNode node(Path folder, ScriptedUpstream alpha) {
    ProofConfig config =
        new ProofConfig()
            .with("bridge: {port: 0}")
            .with("shutdown: {not_ready: 0 s, drain: 5 s}")
            .with("cluster: {port: " + ProofConfig.freePort() + "}")
            .provider("alpha", alpha.url("/v1"))
            .model("storm", "alpha");
    return TestNode.start(config.writeTo(folder), Map.of("PROOF_KEY", "sk-proof"));
  }
}
