package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.core.dialect.DialectException;
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

/** Every recorded request, read and written again, says the same field by field. */
class RecordedRequestsTest {

  /** Made to be refused: its only message has no content. */
  private static final String REFUSED = "openai/error-400-bad-request";

  @BeforeAll
  static void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> requests() {
    return OpenAiExchanges.all()
        .filter(each -> OpenAiExchanges.isChat(each) && each.request() != null)
        .filter(each -> !each.name().equals(REFUSED));
  }

  @Test
  void thereAreEnough() {
    assertThat(requests().count()).isGreaterThanOrEqualTo(50);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isWrittenAsItWasRead(ExchangeFile recording) {
    JsonObject body = Objects.requireNonNull(recording.request());
    OpenAiDialect dialect = OpenAiExchanges.dialect(recording);

    ChatRequest request = dialect.readRequest(Bytes.utf8(body.encode()), "m");
    Bytes written = dialect.writeRequest(request, target(body)).body();

    assertThat(normal(new JsonObject(written.utf8()))).isEqualTo(normal(body));
    assertThat(dialect.writeRequest(request, target(body)).adaptation().dropped()).isEmpty();
    assertThat(dialect.readRequest(written, "m")).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isAdoptedUnchangedButForWhatMustChange(ExchangeFile recording) {
    JsonObject body = Objects.requireNonNull(recording.request());
    UpstreamTarget target = new UpstreamTarget("other", true, true);

    Bytes adopted =
        OpenAiExchanges.dialect(recording).adoptRequest(Bytes.utf8(body.encode()), target).body();

    JsonObject expected = body.copy().put("model", "other").put("stream", true);
    JsonObject options = expected.getJsonObject("stream_options", new JsonObject());
    expected.put("stream_options", options.copy().put("include_usage", true));
    assertThat(new JsonObject(adopted.utf8())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isInspectedRightly(ExchangeFile recording) {
    JsonObject body = Objects.requireNonNull(recording.request());

    RequestFacts facts = OpenAiExchanges.dialect(recording).inspect(Bytes.utf8(body.encode()));

    assertThat(facts.model()).isEqualTo(body.getString("model"));
    assertThat(facts.streamed()).isEqualTo(body.getBoolean("stream", false));
    assertThat(facts.usageAsked())
        .isEqualTo(
            body.getJsonObject("stream_options", new JsonObject())
                .getBoolean("include_usage", false));
  }

  @Test
  void refusesTheOneThatWasMadeToBe() {
    JsonObject body =
        OpenAiExchanges.all()
            .filter(each -> each.name().equals(REFUSED))
            .findFirst()
            .map(ExchangeFile::request)
            .orElseThrow();
    DialectException refused =
        catchThrowableOfType(
            DialectException.class,
            () ->
                OpenAiDialect.of(OpenAiFlavor.OPENAI).readRequest(Bytes.utf8(body.encode()), "m"));
    assertThat(refused.error().param()).isEqualTo("messages[0].content");
  }

  private static UpstreamTarget target(JsonObject body) {
    boolean streamed = body.getBoolean("stream", false);
    return new UpstreamTarget(
        body.getString("model"), streamed, streamed && body.containsKey("stream_options"));
  }

  /** What is written otherwise on purpose, and means the same. */
  private static JsonObject normal(JsonObject request) {
    JsonObject normal = request.copy();
    if (Boolean.FALSE.equals(normal.getValue("stream"))) {
      normal.remove("stream");
    }
    if (Integer.valueOf(1).equals(normal.getValue("n"))) {
      normal.remove("n");
    }
    if (normal.getValue("stop") instanceof String stop) {
      normal.put("stop", new JsonArray().add(stop));
    }
    if (normal.containsKey("max_tokens")) {
      normal.put("max_completion_tokens", normal.remove("max_tokens"));
    }
    for (Object item : normal.getJsonArray("messages")) {
      message((JsonObject) item);
    }
    return normal;
  }

  private static void message(JsonObject message) {
    if (message.getValue("content") instanceof JsonArray parts
        && parts.size() == 1
        && parts.getJsonObject(0).size() == 2
        && parts.getJsonObject(0).containsKey("text")) {
      message.put("content", parts.getJsonObject(0).getString("text"));
    }
    message.getMap().putIfAbsent("content", null);
  }
}
