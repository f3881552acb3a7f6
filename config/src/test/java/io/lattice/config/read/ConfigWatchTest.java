package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lattice.config.ConfigProblems;
import io.lattice.config.LatticeConfig;
import io.lattice.config.secret.Secret;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A watch over real files. */
@ExtendWith(VertxExtension.class)
class ConfigWatchTest implements ConfigListener {

  private static final Duration PERIOD = Duration.ofMillis(20);

  @TempDir Path folder;
  private final List<LatticeConfig> changes = new CopyOnWriteArrayList<>();
  private final List<String> needRestart = new CopyOnWriteArrayList<>();
  private final List<ConfigProblems> refusals = new CopyOnWriteArrayList<>();
  private Path lattice;
  private ConfigReader reader;
  private ConfigWatch watch;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    lattice = Files.createDirectory(folder.resolve("config")).resolve("lattice.yaml");
    write("retry: {attempts: 2}\n");
    reader = new ConfigReader(vertx, new ConfigPlace(folder, Map.of()));
    watch =
        ConfigWatch.start(vertx, reader, PERIOD, this)
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    watch.close();
    reader.close();
  }

  @Test
  void takesAGoodChangeOver() {
    LatticeConfig before = watch.current();

    write("retry: {attempts: 4}\n");

    await().until(() -> changes.size() == 1);
    assertThat(watch.current().retry().attempts()).isEqualTo(4);
    assertThat(watch.current()).isSameAs(changes.get(0)).isNotEqualTo(before);
    assertThat(watch.current().version()).isNotEqualTo(before.version());
    assertThat(needRestart).isEmpty();
    assertThat(refusals).isEmpty();
  }

  @Test
  void refusesABadChangeWholeAndKeepsTheOld() {
    LatticeConfig before = watch.current();

    write("retry: {attempts: 4}\nbridge: {prot: 1}\n");

    await().until(() -> refusals.size() == 1);
    assertThat(watch.current()).isSameAs(before);
    assertThat(changes).isEmpty();
    assertThat(refusals.get(0))
        .hasMessageContaining("config/lattice.yaml:2: bridge.prot is not a known key");
  }

  @Test
  void goesOnAfterABadChange() {
    write("retry: {attempts: many}\n");
    await().until(() -> refusals.size() == 1);

    write("retry: {attempts: 5}\n");

    await().until(() -> changes.size() == 1);
    assertThat(watch.current().retry().attempts()).isEqualTo(5);
    assertThat(refusals).hasSize(1);
  }

  @Test
  void saysWhichChangesNeedARestart() {
    write("bridge: {port: 9090}\nnode: {region: eu}\nretry: {attempts: 4}\n");

    await().until(() -> changes.size() == 1);
    assertThat(needRestart).containsExactly("node.region", "bridge.port");
  }

  @Test
  void saysSoOfEverythingThatANodeIsMadeWith() throws IOException {
    Files.writeString(folder.resolve(".env"), "ALICE_KEY=sk-alice-of-the-test\n");
    write(
        """
        bridge: {max_body: 1 MiB}
        callers: [{name: alice, key: env:ALICE_KEY}]
        stream: {ping: 1 s}
        upstream: {pool_size: 9}
        """);

    await().until(() -> changes.size() == 1);
    assertThat(needRestart)
        .containsExactly("bridge.max_body", "callers", "stream.ping", "upstream");
  }

  @Test
  void takesNewModelsAndKeysOver() throws IOException {
    Files.writeString(
        folder.resolve("config/models.yaml"), "mine: {provider: openai, capabilities: [text]}");
    Files.writeString(folder.resolve(".env"), "OPENAI_API_KEY=k1\n");

    await().until(() -> watch.current().models().find("mine").isPresent());
    await().until(() -> watch.current().provider("openai").orElseThrow().isConfigured());
  }

  @Test
  void noticesASecretFileThatChanges() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "first\n");
    write("orchestrator: {providers: [{name: openai, credentials: 'file:" + key + "'}]}\n");
    await().until(() -> changes.size() == 1);

    Files.writeString(key, "second\n");

    await().until(() -> changes.size() == 2);
    assertThat(watch.current().provider("openai").orElseThrow().credentials())
        .containsExactly(Secret.of("second"));
  }

  @Test
  void keepsTheConfigurationOfAFileThatHasGone() throws IOException {
    LatticeConfig before = watch.current();

    Files.delete(lattice);

    await().until(() -> refusals.size() == 1);
    assertThat(watch.current()).isSameAs(before);
    assertThat(refusals.get(0))
        .hasMessageContaining(
            "config/lattice.yaml: is gone; put it back, or restart to go on without it");
  }

  @Override
  public void changed(LatticeConfig config, List<String> keys) {
    needRestart.addAll(keys);
    changes.add(config);
  }

  @Override
  public void refused(ConfigProblems problems) {
    refusals.add(problems);
  }

  private void write(String text) {
    try {
      Files.writeString(lattice, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
