package io.lattice.core.dialect.ollama;

import static io.lattice.core.dialect.ollama.Streams.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.UpstreamTarget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recorded request, read and written again, says the same field by field. */
class RecordedRequestsTest {

  @BeforeAll
  static void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> requests() {
    return ExchangeFile.with("ollama")
        .filter(each -> each.path().endsWith("/api/chat") && each.request() != null);
  }

  @Test
  void thereAreEnough() {
    assertThat(requests().count()).isGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isWrittenAsItWasRead(ExchangeFile recording) {
    JsonObject body = Objects.requireNonNull(recording.request());
    UpstreamTarget target =
        new UpstreamTarget(body.getString("model"), body.getBoolean("stream"), true);

    ChatRequest request = DIALECT.readRequest(Bytes.utf8(body.encode()), "m");
    Bytes written = DIALECT.writeRequest(request, target).body();

    assertThat(new JsonObject(written.utf8())).isEqualTo(normal(body));
    assertThat(DIALECT.writeRequest(request, target).adaptation().isNone()).isTrue();
    // What was added is an extra field of the request that is read next.
    ChatRequest again = DIALECT.readRequest(written, "m");
    assertThat(again.messages()).isEqualTo(request.messages());
    assertThat(again.sampling()).isEqualTo(request.sampling());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isAdoptedUnchangedButForWhatMustChange(ExchangeFile recording) {
    JsonObject body = Objects.requireNonNull(recording.request());
    Bytes adopted =
        DIALECT
            .adoptRequest(Bytes.utf8(body.encode()), new UpstreamTarget("other", true, true))
            .body();
    assertThat(new JsonObject(adopted.utf8()))
        .isEqualTo(body.copy().put("model", "other").put("stream", true));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isInspectedRightly(ExchangeFile recording) {
    JsonObject body = Objects.requireNonNull(recording.request());
    RequestFacts facts = DIALECT.inspect(Bytes.utf8(body.encode()));
    assertThat(facts.model()).isEqualTo(body.getString("model"));
    assertThat(facts.streamed()).isEqualTo(body.getBoolean("stream"));
    assertThat(facts.needs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"embed", "embed-batch"})
  void anEmbeddingIsAskedForAsDocumented(String name) {
    JsonObject body =
        Objects.requireNonNull(ExchangeFile.named("_documented/ollama/" + name).request());
    Object input = body.getValue("input");
    JsonArray texts = input instanceof JsonArray several ? several : JsonArray.of(input);
    EmbeddingRequest request =
        EmbeddingRequest.of("ours", texts.stream().map(String.class::cast).toArray(String[]::new));

    Bytes written =
        Embeddings.write(request, new UpstreamTarget(body.getString("model"), false, true)).body();

    // One text is written as a list of one, and a text that is too long shall be an error.
    assertThat(new JsonObject(written.utf8()))
        .isEqualTo(body.copy().put("input", texts).put("truncate", false));
  }

  /** What is written otherwise on purpose, and what is added. */
  private static JsonObject normal(JsonObject request) {
    JsonObject normal = request.copy();
    normal.getMap().values().removeIf(Objects::isNull);
    normal
        .getMap()
        .values()
        .removeIf(
            value ->
                value.equals("")
                    || (value instanceof JsonObject object && object.isEmpty())
                    || (value instanceof JsonArray array && array.isEmpty()));
    // A prompt that is too long shall be an error.
    normal.put("truncate", false);
    JsonArray messages = normal.getJsonArray("messages");
    for (int i = 0; i < messages.size(); i++) {
      JsonArray calls = messages.getJsonObject(i).getJsonArray("tool_calls");
      for (int call = 0; calls != null && call < calls.size(); call++) {
        // Older clients had no ids, and named no tools.
        String id = "call_" + i + "_" + call;
        JsonObject asked = calls.getJsonObject(call).put("id", id);
        messages
            .getJsonObject(i + 1)
            .put("tool_name", asked.getJsonObject("function").getString("name"))
            .put("tool_call_id", id);
      }
    }
    return normal;
  }
}
