package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Need;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded request, read and written again, says the same field by field. */
class RecordedRequestsTest {

  /**
   * Asks for an effort without a word on thinking, which our vocabulary cannot tell from an effort
   * of thought: adaptive thinking is added.
   */
  private static final Set<String> WITH_THINKING_ADDED = Set.of("anthropic/error-400-effort");

  @BeforeAll
  static void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> requests() {
    return AnthropicExchanges.all()
        .filter(each -> AnthropicExchanges.isChat(each) && each.request() != null);
  }

  @Test
  void thereAreEnough() {
    assertThat(requests().count()).isGreaterThanOrEqualTo(28);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isWrittenAsItWasRead(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request());

    ChatRequest request = DIALECT.readRequest(Bytes.utf8(body.encode()), "m");
    WrittenRequest written = DIALECT.writeRequest(request, target(body));

    JsonObject expected = normal(body);
    if (WITH_THINKING_ADDED.contains(file.name())) {
      expected.put("thinking", new JsonObject().put("type", "adaptive"));
    }
    assertThat(normal(new JsonObject(written.body().utf8()))).isEqualTo(expected);
    assertThat(written.adaptation().isNone()).isTrue();
    assertThat(DIALECT.readRequest(written.body(), "m")).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isAdoptedUnchangedButForWhatMustChange(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request());
    UpstreamTarget target = new UpstreamTarget("other", true, true);

    WrittenRequest adopted = DIALECT.adoptRequest(Bytes.utf8(body.encode()), target);

    assertThat(new JsonObject(adopted.body().utf8()))
        .isEqualTo(body.copy().put("model", "other").put("stream", true));
    assertThat(adopted.adaptation().isNone()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isInspectedRightly(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request()).copy();
    body.put("model", body.getString("model", "m"));
    String messages = body.getJsonArray("messages").encode();

    RequestFacts facts = DIALECT.inspect(Bytes.utf8(body.encode()));

    assertThat(facts.model()).isEqualTo(body.getString("model"));
    assertThat(facts.streamed()).isEqualTo(body.getBoolean("stream", false));
    assertThat(facts.needs().contains(Need.VISION))
        .isEqualTo(messages.contains("\"type\":\"image\""));
    assertThat(facts.needs().contains(Need.FILES))
        .isEqualTo(messages.contains("\"type\":\"document\""));
    assertThat(facts.needs().contains(Need.TOOLS)).isEqualTo(body.containsKey("tools"));
  }

  /** The clouds name the model in the path, and the version in the body. */
  private static UpstreamTarget target(JsonObject body) {
    String version = body.getString("anthropic_version");
    return new UpstreamTarget(
        body.getString("model", "m"),
        body.getBoolean("stream", false),
        true,
        null,
        null,
        Set.of(Need.values()),
        version == null ? Map.of() : Map.of("anthropic-version", version));
  }

  /** What is written otherwise on purpose, and means the same. */
  private static JsonObject normal(JsonObject request) {
    JsonObject normal = request.copy();
    if (Boolean.FALSE.equals(normal.getValue("stream"))) {
      normal.remove("stream");
    }
    for (Object message : normal.getJsonArray("messages")) {
      content((JsonObject) message);
    }
    return normal;
  }

  /** A string is written as a list of one text. */
  private static void content(JsonObject object) {
    if (object.getValue("content") instanceof String text) {
      JsonObject block = new JsonObject().put("type", "text").put("text", text);
      object.put("content", new JsonArray().add(block));
    }
    for (Object block : object.getJsonArray("content", new JsonArray())) {
      if (((JsonObject) block).containsKey("content")) {
        content((JsonObject) block);
      }
    }
  }
}
