package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Need;
import io.lattice.core.dialect.ExchangeFile;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded request, read and written again, says the same field by field. */
class RecordedRequestsTest {

  @BeforeAll
  static void findsTheRecordings() {
    ExchangeFile.requirePresent();
  }

  static Stream<ExchangeFile> requests() {
    return GeminiExchanges.all()
        .filter(each -> GeminiExchanges.isChat(each) && each.request() != null);
  }

  @Test
  void thereAreEnough() {
    assertThat(requests().count()).isGreaterThanOrEqualTo(35);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isWrittenAsItWasRead(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request());

    ChatRequest request = GeminiExchanges.dialect(file).readRequest(Bytes.utf8(body.encode()), "m");
    WrittenRequest written = GeminiExchanges.dialect(file).writeRequest(request, target(file));

    assertThat(normal(new JsonObject(written.body().utf8()))).isEqualTo(normal(body));
    assertThat(written.adaptation().isNone()).as("%s", written.adaptation()).isTrue();
    assertThat(GeminiExchanges.dialect(file).readRequest(written.body(), "m")).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isAdoptedByteForByte(ExchangeFile file) {
    Bytes body = Bytes.utf8(Objects.requireNonNull(file.request()).encodePrettily());

    WrittenRequest adopted = GeminiExchanges.dialect(file).adoptRequest(body, target(file));

    assertThat(adopted.body()).isEqualTo(body);
    assertThat(adopted.adaptation().isNone()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isInspectedRightly(ExchangeFile file) {
    JsonObject body = Objects.requireNonNull(file.request());
    String text = body.encode();

    RequestFacts facts = GeminiExchanges.dialect(file).inspect(Bytes.utf8(text));

    assertThat(facts.model()).isEmpty();
    assertThat(facts.streamed()).isFalse();
    assertThat(facts.usageAsked()).isTrue();
    assertThat(facts.needs().contains(Need.TOOLS)).isEqualTo(body.containsKey("tools"));
    assertThat(facts.needs().contains(Need.VISION)).isEqualTo(text.contains("\"image/"));
    assertThat(facts.needs().contains(Need.FILES)).isEqualTo(text.contains("application/pdf"));
    assertThat(facts.needs().contains(Need.JSON_SCHEMA))
        .isEqualTo(text.contains("responseJsonSchema"));
    assertThat(facts.needs().contains(Need.LOGPROBS)).isEqualTo(text.contains("responseLogprobs"));
  }

  private static UpstreamTarget target(ExchangeFile file) {
    return new UpstreamTarget(GeminiExchanges.model(file), GeminiExchanges.isStream(file), true);
  }

  /** What is written otherwise on purpose, and means the same. */
  private static JsonObject normal(JsonObject request) {
    JsonObject normal = request.copy();
    normal.getJsonObject("systemInstruction", new JsonObject()).remove("role");
    normal.getJsonArray("contents").forEach(content -> parts((JsonObject) content));
    normal
        .getJsonArray("tools", new JsonArray())
        .forEach(
            tool ->
                ((JsonObject) tool)
                    .getJsonArray("functionDeclarations", new JsonArray())
                    .forEach(function -> function((JsonObject) function)));
    JsonObject config = normal.getJsonObject("generationConfig", new JsonObject());
    if (config.isEmpty()) {
      normal.remove("generationConfig");
    }
    upper(config.getJsonObject("thinkingConfig", new JsonObject()), "thinkingLevel");
    JsonObject tools = normal.getJsonObject("toolConfig", new JsonObject());
    upper(tools.getJsonObject("functionCallingConfig", new JsonObject()), "mode");
    return normal;
  }

  /** Enums may be written in small letters. */
  private static void upper(JsonObject object, String name) {
    if (object.containsKey(name)) {
      object.put(name, object.getString(name).toUpperCase(Locale.ROOT));
    }
  }

  private static void parts(JsonObject content) {
    content.getMap().putIfAbsent("role", "user");
    for (Object item : content.getJsonArray("parts")) {
      JsonObject part = (JsonObject) item;
      if (part.remove("inline_data") instanceof JsonObject inline) {
        inline.put("mimeType", inline.remove("mime_type"));
        part.put("inlineData", inline);
      }
    }
  }

  /** A schema of OpenAPI's is written as the JSON Schema that it means. */
  private static void function(JsonObject function) {
    if (function.remove("parameters") instanceof JsonObject older) {
      JsonTree schema = JsonTree.read(Bytes.utf8(older.encode()));
      function.put(
          "parametersJsonSchema", new JsonObject(OpenApiSchema.toJsonSchema(schema).text()));
    }
    if (function.remove("parameters_json_schema") instanceof JsonObject schema) {
      function.put("parametersJsonSchema", schema);
    }
  }
}
