package io.lattice.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.cluster.ClusterOptions;
import io.lattice.cluster.ClusteredVertx;
import io.lattice.cluster.MemberAddress;
import io.lattice.config.read.ConfigPlace;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.node.proof.NpmProject;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the programs of README.md against a node that has the configuration of README.md: its
 * provider, reached at a scripted upstream, is added by these lines and nothing else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeProgramsTest {

  private static final Path ROOT = Path.of(System.getProperty("lattice.root", "."));
  private static final String UPSTREAM_MODEL = "meta-llama/Llama-3.1-8B-Instruct";
  private static final long SECONDS = 60;

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private MemberAddress member;
  private RunningNode node;
  private URI http;

  @BeforeAll
  void runANodeConfiguredSo(@TempDir Path folder) throws Exception {
    List<String> yaml = Readme.blocks("yaml");
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("lattice.yaml"),
        yaml.get(0).replace("http://127.0.0.1:8000/v1", upstream.url("/v1").toString()));
    Files.writeString(config.resolve("models.yaml"), yaml.get(1));
    member = new MemberAddress("127.0.0.1", Installation.freePorts(1));
    Map<String, String> environment =
        Map.of("LATTICE_HTTP_PORT", "0", "LATTICE_CLUSTER_PORT", Integer.toString(member.port()));
    node = await(RunningNode.start(new ConfigPlace(folder, environment), Set.of()));
    http = Objects.requireNonNull(node.http());
  }

  @AfterAll
  void endIt() throws Exception {
    upstream.close();
    if (node != null) {
      await(node.stop());
    }
  }

  @Test
  void knowsEveryProgramAndEveryFile() {
    assertThat(Readme.languages()).containsExactlyInAnyOrder("", "sh", "js", "java", "yaml");
    assertThat(Readme.blocks("js")).hasSize(1);
    assertThat(Readme.blocks("java")).hasSize(1);
    assertThat(Readme.blocks("yaml")).hasSize(2);
  }

  @Test
  void asksAProviderThatIsOnlyConfigured() throws Exception {
    // given
    upstream.on(UPSTREAM_MODEL, Script.json(200, answer("Moo.").encode()));

    // when
    String said =
        Curl.run(Readme.at(http.getPort(), Readme.curl()).replace("lattice-guide", "llama-local"));

    // then
    assertThat(contentOf(new JsonObject(said))).isEqualTo("Moo.");
    assertThat(upstream.calls(UPSTREAM_MODEL)).hasSize(1);
  }

  @Test
  void answersTheOpenAiPackage() {
    // given
    NpmProject npm = NpmProject.installed();

    // when
    String said = npm.runText("readme.mjs", Readme.at(http.getPort(), Readme.blocks("js").get(0)));

    // then
    assertThat(said).contains(Readme.SOURCE);
  }

  @Test
  void streamsToAVerticleOfAnotherNode() throws Exception {
    // given
    Path source = ROOT.resolve("verticles/node/src/test/java/io/lattice/node/Curious.java");
    assertThat(Files.readString(source)).contains(Readme.blocks("java").get(0));
    PrintStream usual = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ClusteredVertx neighbour = join();

    // when
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      await(neighbour.vertx().deployVerticle(new Curious()));

      // then
      Patience.await("the answer").until(() -> said.toString(UTF_8).contains(Readme.SOURCE));
    } finally {
      System.setOut(usual);
      await(neighbour.close());
    }
  }

  @Test
  void answersPlainJsonOnTheBus() throws Exception {
    // given
    JsonObject message = new JsonObject().put("role", "user").put("content", "What is credit?");
    JsonObject question =
        new JsonObject()
            .put("model", "lattice-guide")
            .put("messages", new JsonArray().add(message));
    ClusteredVertx neighbour = join();

    // when
    Future<JsonObject> answer =
        neighbour
            .vertx()
            .eventBus()
            .<JsonObject>request("lattice.chat", question)
            .map(reply -> reply.body());

    // then
    try {
      assertThat(contentOf(await(answer))).contains(Readme.SOURCE);
    } finally {
      await(neighbour.close());
    }
  }

  /** A node without providers, which joins the one that is asked. */
  private ClusteredVertx join() throws Exception {
    return await(
        ClusteredVertx.start(
            new VertxOptions(),
            ClusterOptions.onLoopback("test").withPort(0).withMembers(List.of(member))));
  }

  private static JsonObject answer(String content) {
    JsonObject message = new JsonObject().put("role", "assistant").put("content", content);
    JsonObject choice =
        new JsonObject().put("index", 0).put("message", message).put("finish_reason", "stop");
    return new JsonObject()
        .put("id", "chatcmpl-1")
        .put("object", "chat.completion")
        .put("created", 1_780_000_000)
        .put("model", UPSTREAM_MODEL)
        .put("choices", new JsonArray().add(choice));
  }

  private static String contentOf(JsonObject answer) {
    return answer
        .getJsonArray("choices")
        .getJsonObject(0)
        .getJsonObject("message")
        .getString("content");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }
}
