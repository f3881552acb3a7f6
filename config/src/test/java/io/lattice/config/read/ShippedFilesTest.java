package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.BridgeSettings;
import io.lattice.config.CircuitSettings;
import io.lattice.config.ClusterSettings;
import io.lattice.config.LatticeConfig;
import io.lattice.config.NodeSettings;
import io.lattice.config.ProviderSettings;
import io.lattice.config.RetrySettings;
import io.lattice.config.ShutdownSettings;
import io.lattice.config.StreamSettings;
import io.lattice.config.TimeoutSettings;
import io.lattice.config.UpstreamSettings;
import io.lattice.config.tree.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The very files in {@code config/} that an operator edits and that ship as defaults. */
class ShippedFilesTest {

  private final Shipped shipped = Shipped.load();

  @Test
  void areThoseOfTheConfigFolder() throws IOException {
    Path folder = Path.of(System.getProperty("lattice.root", ".."), "config");

    assertThat(shipped.lattice()).isEqualTo(Files.readString(folder.resolve("lattice.yaml")));
    assertThat(shipped.models()).isEqualTo(Files.readString(folder.resolve("models.yaml")));
  }

  @Test
  void sayTheDefaultsThatTheRecordsHave() {
    LatticeConfig config = Said.nothing().config();

    assertThat(config.node()).isEqualTo(NodeSettings.DEFAULTS);
    assertThat(config.cluster()).isEqualTo(ClusterSettings.DEFAULTS);
    assertThat(config.bridge()).isEqualTo(BridgeSettings.DEFAULTS);
    assertThat(config.timeouts()).isEqualTo(TimeoutSettings.DEFAULTS);
    assertThat(config.retry()).isEqualTo(RetrySettings.DEFAULTS);
    assertThat(config.circuit()).isEqualTo(CircuitSettings.DEFAULTS);
    assertThat(config.stream()).isEqualTo(StreamSettings.DEFAULTS);
    assertThat(config.shutdown()).isEqualTo(ShutdownSettings.DEFAULTS);
    assertThat(config.upstream()).isEqualTo(UpstreamSettings.DEFAULTS);
    assertThat(config.callers()).isEmpty();
  }

  /** The promises of the README: whoever changes one changes it here as well. */
  @Test
  void sayTheDefaultsThatAreDocumented() {
    String lattice = shipped.lattice();

    assertThat(lattice)
        .contains("connect: 5 s ", "headers: 30 s ", "first_token: 60 s ", "progress: 120 s ")
        .contains("total: 600 s ", "attempts: 3 ", "base_delay: 100 ms ", "max_delay: 20 s ")
        .contains("budget_percent: 20 ", "max_retry_after: 60 s ", "failure_percent: 50 ")
        .contains("minimum_calls: 20 ", "window: 30 s", "consecutive_failures: 5 ")
        .contains("max_body: 20 MiB ", "max_json_depth: 64 ", "max_event: 8 MiB ")
        .contains("max_response: 64 MiB ", "not_ready: 5 s ", "drain: 120 s ");
  }

  @Test
  void nameEveryKeyThatTheReaderKnows() {
    Report report = new Report();
    Said.nothing().parse(report);
    String files = shipped.lattice() + shipped.models();

    assertThat(report.keys())
        .isNotEmpty()
        .allSatisfy(
            key -> assertThat(files).containsPattern("(?m)\\b" + Pattern.quote(key) + "\\b"));
  }

  @Test
  void aPlainStartHasTheGuideAndListsTheRestAsNotConfigured() {
    LatticeConfig config = Said.nothing().config();

    Map<String, String> missing =
        config.providers().stream()
            .collect(
                Collectors.toMap(
                    ProviderSettings::name, provider -> String.valueOf(provider.missing())));
    assertThat(missing)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("embedded", "null"),
                Map.entry("openai", "OPENAI_API_KEY is not set"),
                Map.entry("anthropic", "ANTHROPIC_API_KEY is not set"),
                Map.entry("google", "GOOGLE_API_KEY is not set"),
                Map.entry("xai", "XAI_API_KEY is not set"),
                Map.entry("ollama", "OLLAMA_HOST is not set"),
                Map.entry("azure", "AZURE_OPENAI_KEY is not set; AZURE_OPENAI_ENDPOINT is not set"),
                Map.entry("bedrock", "AWS_REGION is not set"),
                Map.entry("sagemaker", "AWS_REGION is not set"),
                Map.entry("dial", "DIAL_API_KEY is not set; DIAL_API_URL is not set"),
                Map.entry("vertex", "GOOGLE_CLOUD_PROJECT is not set")));
    assertThat(config.models().find("lattice-guide")).isPresent();
  }

  @Test
  void acceptEveryVariableTheyName() {
    assertThat(shipped.lattice()).contains(EnvironmentLayer.KNOWN);
    List<String> vendors =
        ProviderKind.ALL.stream().flatMap(kind -> kind.keys().stream()).distinct().toList();
    assertThat(shipped.lattice()).contains(vendors);
  }
}
