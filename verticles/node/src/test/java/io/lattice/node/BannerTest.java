package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.node.NodeReport.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BannerTest {

  @Test
  void isOneScreenThatTellsWhatRunsAndWhatToDoNext() {
    String banner = Banner.of(node(URI.create("http://127.0.0.1:8080"), List.of(), null));

    assertThat(banner)
        .isEqualToNormalizingNewlines(
            """

            Lattice 0.1.0 is ready, 0.9 s.

              http       http://127.0.0.1:8080
              cluster    127.0.0.1:5701, no other node
              models     3 can be asked, 40 wait for a provider
              providers  embedded, openai

            Not configured:
              xai        set XAI_API_KEY

            Not in this build: anthropic, bedrock

            Ask it:
              ./run.sh ask "What is Lattice?"
              curl -N http://127.0.0.1:8080/v1/chat/completions -H 'content-type: application/json' \\
                -d '{"model":"lattice-guide","stream":true,"messages":[{"role":"user","content":"What is Lattice?"}]}'

            README.md tells more. Ctrl-C ends this node.
            """);
  }

  @Test
  void namesTheOtherMembersInOrderAndTheRegion() {
    String banner = Banner.of(node(null, List.of("10.0.0.3:5701", "10.0.0.2:5701"), "eu-west-1"));

    assertThat(banner)
        .contains("127.0.0.1:5701, with 10.0.0.2:5701, 10.0.0.3:5701, region eu-west-1");
  }

  @Test
  void offersNoCurlWhereThereIsNoHttpBridge() {
    String banner = Banner.of(node(null, List.of(), null));

    assertThat(banner).contains("http       off").doesNotContain("curl");
  }

  private static NodeReport node(@Nullable URI http, List<String> others, @Nullable String region) {
    return new NodeReport(
        "0.1.0",
        Duration.ofMillis(871),
        http,
        "127.0.0.1:5701",
        others,
        region,
        List.of("embedded", "openai"),
        List.of(new Waiting("xai", "set XAI_API_KEY")),
        List.of("anthropic", "bedrock"),
        3,
        40);
  }
}
