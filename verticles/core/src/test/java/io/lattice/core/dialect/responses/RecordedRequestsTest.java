package io.lattice.core.dialect.responses;

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
  private static final ResponsesDialect DIALECT = new ResponsesDialect();

  /** To be answered later: no other dialect can say it. */
  private static final String REFUSED = "openai/responses-background-1";

  @BeforeAll
  static void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> all() {
    return ExchangeFile.all()
        .filter(each -> each.path().endsWith("/responses"))
        .filter(each -> each.request() != null);
  }

  static Stream<ExchangeFile> requests() {
    return all().filter(each -> !each.name().equals(REFUSED));
  }

  @Test
  void thereAreEnough() {
    assertThat(requests().count()).isEqualTo(8);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isWrittenAsItWasRead(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request());
    UpstreamTarget target =
        new UpstreamTarget(body.getString("model"), body.getBoolean("stream", false), true);

    ChatRequest request = DIALECT.readRequest(Bytes.utf8(body.encode()), "m");
    Bytes written = DIALECT.writeRequest(request, target).body();

    assertThat(normal(new JsonObject(written.utf8()))).isEqualTo(normal(body));
    assertThat(DIALECT.writeRequest(request, target).adaptation().isNone()).isTrue();
    assertThat(DIALECT.readRequest(written, "m")).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAdoptedUnchangedButForWhatMustChange(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request());

    Bytes adopted =
        DIALECT
            .adoptRequest(Bytes.utf8(body.encode()), new UpstreamTarget("other", true, true))
            .body();

    assertThat(new JsonObject(adopted.utf8()))
        .isEqualTo(body.copy().put("model", "other").put("stream", true));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isInspectedRightly(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request());

    RequestFacts facts = DIALECT.inspect(Bytes.utf8(body.encode()));

    assertThat(facts.model()).isEqualTo(body.getString("model"));
    assertThat(facts.streamed()).isEqualTo(body.getBoolean("stream", false));
    assertThat(facts.usageAsked()).isTrue();
  }

  @Test
  void refusesTheOneThatIsToBeAnsweredLater() {
    JsonObject body =
        all()
            .filter(each -> each.name().equals(REFUSED))
            .findFirst()
            .map(ExchangeFile::request)
            .orElseThrow();
    DialectException refused =
        catchThrowableOfType(
            DialectException.class, () -> DIALECT.readRequest(Bytes.utf8(body.encode()), "m"));
    assertThat(refused.error().param()).isEqualTo("background");
  }

  /** What is written otherwise on purpose, and means the same. */
  private static JsonObject normal(JsonObject request) {
    JsonObject normal = request.copy();
    if (Boolean.FALSE.equals(normal.getValue("stream"))) {
      normal.remove("stream");
    }
    if ("".equals(normal.getValue("instructions"))) {
      normal.remove("instructions");
    }
    // We always ask to keep nothing, and for what was thought where a model thinks.
    normal.put("store", false);
    JsonArray include = normal.getJsonArray("include", new JsonArray()).copy();
    include.remove("reasoning.encrypted_content");
    normal.put("include", include);
    for (Object item : normal.getJsonArray("input")) {
      message((JsonObject) item);
    }
    return normal;
  }

  private static void message(JsonObject item) {
    if (item.getValue("content") instanceof JsonArray parts && parts.size() == 1) {
      item.put("content", parts.getJsonObject(0).getString("text"));
    }
  }
}
