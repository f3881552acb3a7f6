package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ConfigReaderTest {

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void makeFolder() throws IOException {
    config = Files.createDirectory(folder.resolve("config"));
  }

  @Test
  void readsTheShippedDefaultsWhereThereIsNothing(Vertx vertx) throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    LatticeConfig read = read(vertx, empty, Map.of());

    assertThat(read.provider("embedded")).isPresent();
    assertThat(read.bridge().port()).isEqualTo(8080);
  }

  @Test
  void readsFilesDotEnvAndEnvironmentInRisingPrecedence(Vertx vertx) throws Exception {
    Files.writeString(
        config.resolve("lattice.yaml"),
        "bridge: {port: 1, max_json_depth: 7, max_embedding_inputs: 9}\ncluster: {port: 1}\n");
    Files.writeString(
        config.resolve("models.yaml"), "mine: {provider: openai, capabilities: [text]}");
    Files.writeString(folder.resolve(".env"), "LATTICE_HTTP_PORT=2\nLATTICE_CLUSTER_PORT=2\n");

    LatticeConfig read = read(vertx, folder, Map.of("LATTICE_HTTP_PORT", "3"));

    assertThat(read.bridge().port()).isEqualTo(3);
    assertThat(read.cluster().port()).isEqualTo(2);
    assertThat(read.bridge().maxJsonDepth()).isEqualTo(7);
    assertThat(read.bridge().maxEmbeddingInputs()).isEqualTo(9);
    assertThat(read.models().find("mine")).isPresent();
  }

  @Test
  void readsTheFolderThatIsNamed(Vertx vertx) throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("lattice.yaml"), "bridge: {port: 4}");

    assertThat(read(vertx, folder, Map.of("LATTICE_CONFIG", other.toString())).bridge().port())
        .isEqualTo(4);
    assertThat(read(vertx, folder, Map.of("LATTICE_CONFIG", "other")).bridge().port()).isEqualTo(4);
  }

  @Test
  void failsForAFolderThatIsNamedAndNotThere(Vertx vertx) {
    assertThatThrownBy(() -> read(vertx, folder, Map.of("LATTICE_CONFIG", "nowhere")))
        .hasCauseInstanceOf(ConfigProblems.class)
        .hasMessageContaining(
            "environment: LATTICE_CONFIG 'nowhere' is not there; create the folder or unset the"
                + " variable");
  }

  @Test
  void failsForFilesThatCannotBeRead(Vertx vertx) throws IOException {
    Files.createDirectory(config.resolve("lattice.yaml"));
    Files.write(config.resolve("models.yaml"), "é".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> read(vertx, folder, Map.of()))
        .hasCauseInstanceOf(ConfigProblems.class)
        .hasMessageContaining("config/lattice.yaml: cannot be read; check who may")
        .hasMessageContaining("config/models.yaml: is not UTF-8; save it as UTF-8");
  }

  @Test
  void failsWithEveryProblemAtOnce(Vertx vertx) throws IOException {
    Files.writeString(config.resolve("lattice.yaml"), "bridge: {port: x}\nretry: {attempts: 9}");

    assertThatThrownBy(() -> read(vertx, folder, Map.of()))
        .hasCauseInstanceOf(ConfigProblems.class)
        .hasMessageContaining("2 problems in the configuration:");
  }

  private static LatticeConfig read(Vertx vertx, Path folder, Map<String, String> environment)
      throws InterruptedException, ExecutionException, TimeoutException {
    ConfigReader reader = new ConfigReader(vertx, new ConfigPlace(folder, environment));
    return reader
        .read()
        .eventually(reader::close)
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }
}
