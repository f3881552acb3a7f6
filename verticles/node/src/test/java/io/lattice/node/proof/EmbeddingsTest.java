package io.lattice.node.proof;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.Addresses;
import io.lattice.api.Lattice;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.cluster.ClusterOptions;
import io.lattice.cluster.ClusteredVertx;
import io.lattice.cluster.MemberAddress;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.RawClient;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.lattice.node.TestNode;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Vectors through a whole node, from HTTP and from another node of its cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddingsTest {
  private static final Script BROKEN = Script.json(500, OpenAiWire.error("out of order", null));

  private final ScriptedUpstream alpha = ScriptedUpstream.start();
  private final ScriptedUpstream beta = ScriptedUpstream.start();
  private final LogWatch log = LogWatch.open();
  private final MemberAddress member = new MemberAddress("127.0.0.1", ProofConfig.freePort());
  private @Nullable TestNode node;

  @BeforeAll
  void start(@TempDir Path folder) {
    alpha
        .on("moving", BROKEN)
        .on("counted", call -> OpenAiVectors.answer(call, true))
        .on("many", call -> alpha.calls("many").size() == 2 ? BROKEN : answer(call))
        .on("bus", EmbeddingsTest::answer);
    beta.on("moving", EmbeddingsTest::answer).on("many", EmbeddingsTest::answer);
    ProofConfig config =
        new ProofConfig()
            .with("bridge: {port: 0, max_embedding_inputs: 5000}")
            .with("shutdown: {not_ready: 0 s}")
            .with("retry: {base_delay: 10 ms, max_delay: 20 ms}")
            .with("cluster: {port: " + member.port() + "}")
            .provider("alpha", alpha.url("/v1"))
            .provider("beta", beta.url("/v1"))
            .embeddings("moving", "alpha", "beta")
            .embeddings("many", "alpha", "beta")
            .embeddings("counted", "alpha")
            .embeddings("bus", "alpha");
    node = TestNode.start(config.writeTo(folder), Map.of("PROOF_KEY", "sk-proof"));
  }

  @AfterAll
  void stop() {
    if (node != null) {
      node.close();
    }
    log.close();
    alpha.close();
    beta.close();
  }

  private static Script answer(Call call) {
    return OpenAiVectors.answer(call, true);
  }

  private Gateway gateway() {
    return new Gateway(Objects.requireNonNull(node).httpPort());
  }

  private Reply embed(String model, Object input) {
    JsonObject question = new JsonObject().put("model", model).put("input", input);
    try (RawClient client = gateway().connect()) {
      return Reply.of(client.post("/v1/embeddings", question.encode()).response());
    }
  }

  @Test
  void movesOnToTheNextProviderWhereTheFirstFails() {
    Reply reply = embed("moving", "hello");

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("x-lattice-deployment")).startsWith("beta/");
    assertThat(reply.attempts()).isGreaterThan(1);
    assertThat(reply.json().getJsonArray("data").getJsonObject(0).getJsonArray("embedding"))
        .isEqualTo(new JsonArray().add(5.5).add(1.0).add(1.0));
    assertThat(beta.awaitCall("moving").headers("authorization"))
        .containsExactly("Bearer sk-proof");
  }

  @Test
  void asksForAllPartsAgainElsewhereWhereOneFails() {
    JsonArray texts = new JsonArray();
    IntStream.range(0, 2_049).forEach(i -> texts.add("x".repeat(1 + i % 7)));

    Reply reply = embed("many", texts);

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonArray data = reply.json().getJsonArray("data");
    assertThat(data).hasSize(2_049);
    for (int i = 0; i < data.size(); i++) {
      JsonObject entry = data.getJsonObject(i);
      assertThat(entry.getInteger("index")).isEqualTo(i);
      assertThat(entry.getJsonArray("embedding").getDouble(0)).isEqualTo(1.5 + i % 7);
    }
    assertThat(reply.json().getJsonObject("usage").getInteger("prompt_tokens")).isEqualTo(10);
  }

  @Test
  void countsTheTokensAndLogsNeitherTextsNorVectors() {
    embed("counted", "a secret text");

    assertThat(log.tokens("counted", "inputTokens")).isEqualTo(5);
    assertThat(log.tokens("counted", "outputTokens")).isZero();
    assertThat(gateway().get("/metrics").body())
        .containsPattern("lattice_tokens[^\n]*model=\"counted\"[^\n]* 5\\.0");
    assertThat(log.said()).noneMatch(line -> line.contains("secret") || line.contains("13.5"));
  }

  @Test
  void listsTheModelsThatMakeVectors() {
    assertThat(gateway().get("/v1/models").body())
        .contains("\"id\":\"counted\"", "\"capabilities\":[\"embeddings\"]");
    assertThat(gateway().get("/v1beta/models").body())
        .contains("\"supportedGenerationMethods\":[\"embedContent\",\"batchEmbedContents\"]");
  }

  @Test
  void answersOtherNodesInPlainJsonAndTyped() throws Exception {
    ClusteredVertx neighbour =
        await(
            ClusteredVertx.start(
                new VertxOptions(),
                ClusterOptions.onLoopback("test").withPort(0).withMembers(List.of(member))));
    try {
      JsonObject question = new JsonObject().put("model", "bus").put("input", "hello");
      JsonObject plain =
          await(
              neighbour
                  .vertx()
                  .eventBus()
                  .<JsonObject>request(Addresses.EMBEDDINGS, question)
                  .map(reply -> reply.body()));
      assertThat(plain.getString("from_the_future")).isEqualTo("kept");
      assertThat(plain.getJsonArray("data").getJsonObject(0).getJsonArray("embedding")).hasSize(3);

      EmbeddingRequest request =
          new EmbeddingRequest(
              "bus", EmbeddingRequest.of("bus", "a", "bcd").inputs(), 30_000, null, Map.of());
      EmbeddingResponse typed = await(Lattice.on(neighbour.vertx()).embed(request));
      assertThat(typed.vectors())
          .extracting(vector -> vector.numbers()[0])
          .containsExactly(1.5f, 3.5f);
      assertThat(Objects.requireNonNull(typed.usage()).inputTokens()).isEqualTo(5);
    } finally {
      await(neighbour.close());
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }
}
