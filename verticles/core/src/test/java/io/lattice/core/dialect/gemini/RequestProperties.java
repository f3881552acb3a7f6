package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTexts;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read again as the same, and nothing that comes in does harm. */
class RequestProperties {
  private static final GeminiDialect DIALECT = GeminiDialect.of(GeminiApi.VERTEX);
  private static final UpstreamTarget TARGET = new UpstreamTarget("gemini-3-pro", true, true);

  @Property(tries = 500)
  void readsTheSameRequestThatWasWritten(@ForAll("requests") ChatRequest request) {
    WrittenRequest written = DIALECT.writeRequest(request, TARGET);
    assertThat(DIALECT.readRequest(written.body(), "m")).isEqualTo(request);
    assertThat(written.adaptation().dropped()).isEmpty();
    assertThat(DIALECT.inspect(written.body()).model()).isEmpty();
    assertThat(DIALECT.adoptRequest(written.body(), TARGET).body()).isSameAs(written.body());
  }

  @Property(tries = 500)
  void throwsNothingButARefusalWhateverComesIn(@ForAll("bodies") String body) {
    refuseAtMost(Bytes.utf8(body));
  }

  @Property(tries = 500)
  void throwsNothingButARefusalForAnyBytes(@ForAll byte[] body) {
    refuseAtMost(Bytes.wrap(body));
  }

  /** What was read can be written again, or is refused with a reason. */
  private static void refuseAtMost(Bytes body) {
    only(() -> DIALECT.inspect(body));
    only(() -> DIALECT.adoptRequest(body, TARGET));
    only(() -> DIALECT.writeRequest(DIALECT.readRequest(body, "m"), TARGET));
    only(() -> TokenCount.question(body));
    for (EmbeddingCalls.Form form : EmbeddingCalls.Form.values()) {
      only(() -> Embeddings.writeBatch(EmbeddingCalls.read(body, "m", form), "m"));
    }
  }

  private static void only(Runnable step) {
    try {
      step.run();
    } catch (DialectException refused) {
      assertThat(refused.error().message()).isNotBlank();
    }
  }

  /** Requests with values of any type in any place. */
  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> names =
        Arbitraries.of(
            "contents",
            "role",
            "parts",
            "text",
            "thought",
            "thoughtSignature",
            "inlineData",
            "inline_data",
            "mimeType",
            "mime_type",
            "data",
            "fileData",
            "fileUri",
            "functionCall",
            "functionResponse",
            "name",
            "args",
            "response",
            "result",
            "error",
            "systemInstruction",
            "tools",
            "functionDeclarations",
            "parameters",
            "parametersJsonSchema",
            "properties",
            "type",
            "anyOf",
            "toolConfig",
            "functionCallingConfig",
            "mode",
            "allowedFunctionNames",
            "generationConfig",
            "stopSequences",
            "candidateCount",
            "responseMimeType",
            "responseSchema",
            "thinkingConfig",
            "thinkingLevel",
            "thinkingBudget",
            "serviceTier",
            "requests",
            "content",
            "outputDimensionality",
            "x");
    Arbitrary<String> values =
        Arbitraries.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e300",
            "9999999999",
            "\"\"",
            "\"text\"",
            "\"user\"",
            "\"model\"",
            "\"ANY\"",
            "\"image/png\"",
            "\"gs://a/b.png\"",
            "[]",
            "{}",
            "[\"a\"]");
    Arbitrary<String> parts =
        JsonTexts.objects(names, values).list().ofMaxSize(3).map(Object::toString);
    Arbitrary<String> near =
        Combinators.combine(parts, parts, JsonTexts.objects(names, values))
            .as(
                (first, second, config) ->
                    "{\"contents\":[{\"parts\":"
                        + first
                        + "},{\"role\":\"model\",\"parts\":"
                        + second
                        + "}],\"generationConfig\":"
                        + config
                        + ",\"toolConfig\":"
                        + config
                        + ",\"tools\":["
                        + config
                        + "]}");
    return Arbitraries.oneOf(JsonTexts.objects(names, values), near);
  }

  @Provide
  Arbitrary<ChatRequest> requests() {
    Arbitrary<Sampling> sampling =
        Combinators.combine(
                Arbitraries.doubles().between(-2, 2).injectNull(0.5),
                Arbitraries.integers().between(0, 100).injectNull(0.5),
                Arbitraries.integers().map(Long::valueOf).injectNull(0.5),
                Arbitraries.of(true, false).injectNull(0.5))
            .as(
                (number, count, seed, flag) ->
                    new Sampling(number, number, count, number, number, seed, flag, count));
    Arbitrary<ReasoningOptions> reasoning =
        Arbitraries.of(
            ReasoningOptions.DEFAULT,
            new ReasoningOptions("minimal", null),
            new ReasoningOptions("high", null),
            new ReasoningOptions(null, 0),
            new ReasoningOptions(null, 512));
    return Combinators.combine(
            turns(),
            tools(),
            toolChoices().injectNull(0.3),
            formats().injectNull(0.3),
            Arbitraries.integers().between(1, 9).injectNull(0.3),
            sampling,
            reasoning,
            extras())
        .as(
            (messages, tools, choice, format, count, sampled, thought, extras) ->
                new ChatRequest(
                    "m",
                    messages,
                    tools,
                    choice,
                    null,
                    format,
                    count,
                    count == null ? List.of() : List.of("stop", "\n"),
                    count == null ? 1 : count,
                    sampled,
                    thought,
                    null,
                    extras));
  }

  /** A prompt, then rounds of question, calls, their answers and an answer. */
  private static Arbitrary<List<Message>> turns() {
    Arbitrary<Message> system =
        contents().list().ofMinSize(1).ofMaxSize(2).map(message(Role.SYSTEM));
    return Combinators.combine(system.injectNull(0.5), rounds().list().ofMinSize(1).ofMaxSize(2))
        .as(
            (prompt, rounds) -> {
              List<Message> messages = new ArrayList<>();
              if (prompt != null) {
                messages.add(prompt);
              }
              rounds.forEach(messages::addAll);
              return messages;
            });
  }

  private static Arbitrary<List<Message>> rounds() {
    Arbitrary<Message> user = contents().list().ofMinSize(1).ofMaxSize(3).map(message(Role.USER));
    Arbitrary<Message> model =
        Combinators.combine(thoughts(), said().list().ofMaxSize(2), signed())
            .as(
                (thought, said, signature) -> {
                  List<Part> parts = new ArrayList<>();
                  parts.add(thought);
                  parts.addAll(said);
                  if (!said.isEmpty()) {
                    parts.add(signature);
                  }
                  return Message.of(Role.ASSISTANT, parts.toArray(Part[]::new));
                });
    return Combinators.combine(user, exchanges().injectNull(0.5), model)
        .as(
            (question, exchange, answer) -> {
              List<Message> messages = new ArrayList<>(List.of(question));
              messages.addAll(exchange == null ? List.of() : exchange);
              messages.add(answer);
              return messages;
            });
  }

  /** Calls with ids, signed ones, and what was answered. */
  private static Arbitrary<List<Message>> exchanges() {
    Part first = new Part.ToolCall("id1", "f", "{\"a\":[1.50]}", proof("c2ln"), Map.of());
    Part second = new Part.ToolCall("id2", "g", "{}");
    Part broken = new Part.ToolCall("id2", "g", "{\"a\":");
    return Combinators.combine(results("id1"), results("id2"), Arbitraries.of(second, broken))
        .as(
            (one, two, other) ->
                List.of(Message.of(Role.ASSISTANT, first, other), Message.of(Role.TOOL, one, two)));
  }

  private static Arbitrary<Part> results(String id) {
    Arbitrary<List<Part>> pictures = pictures().list().ofMaxSize(1);
    return Combinators.combine(answers(), pictures, Arbitraries.of(true, false))
        .as(
            (answer, more, isError) -> {
              List<Part> content = new ArrayList<>(List.of(new Part.Text(answer)));
              content.addAll(more);
              return new Part.ToolResult(id, content, isError);
            });
  }

  private static Arbitrary<String> answers() {
    return Arbitraries.oneOf(
        texts(),
        Arbitraries.of(
            "{\"a\": 1}",
            "{\"result\":\"x\"}",
            "{\"error\":\"x\"}",
            "{\"error\":{\"a\":1}}",
            "{\"properties\":{\"$ref\":\"#/x\"}}",
            "{}",
            "[1]",
            "{broken"));
  }

  private static Arbitrary<Part> thoughts() {
    return Arbitraries.of(
        new Part.Reasoning("think"), new Part.Reasoning("again\n", proof("c2lnMg==")));
  }

  private static Arbitrary<Part> signed() {
    return Arbitraries.of("c2lnMw==", "a-_b").map(text -> new Part.Reasoning("", proof(text)));
  }

  private static Proof proof(String text) {
    return Proof.signature(text, GeminiDialect.NAME);
  }

  private static Arbitrary<Part> said() {
    return Arbitraries.oneOf(
        texts().filter(text -> !text.isEmpty()).map(Part.Text::new),
        Arbitraries.of("{\"executableCode\":{\"language\":\"PYTHON\",\"code\":\"1\"}}")
            .map(json -> new Part.Opaque(GeminiDialect.NAME, Json.of(json))));
  }

  private static Arbitrary<Part> contents() {
    return Arbitraries.oneOf(texts().map(Part.Text::new), pictures(), others());
  }

  private static Arbitrary<Part> pictures() {
    return Arbitraries.of(
            new Media.Inline("image/png", "iVBORw0KGgo="), new Media.Link("gs://bucket/a.jpeg"))
        .map(media -> new Part.Image(media, null, Map.of()));
  }

  private static Arbitrary<Part> others() {
    Json clip = Json.of("{\"startOffset\":\"1s\"}");
    return Arbitraries.of(
        new Part.File(new Media.Inline("application/pdf", "JVBERi0="), "a.pdf", Map.of()),
        new Part.File(new Media.Link("https://a/b.mp4?c=d"), null, Map.of("videoMetadata", clip)),
        new Part.File(
            new Media.Link("https://a/files/1"),
            null,
            Map.of("fileData.mimeType", Json.of("\"text/plain\""))),
        new Part.Audio(new Media.Inline("audio/wav", "UklGRg=="), "wav", Map.of()));
  }

  private static Arbitrary<List<Tool>> tools() {
    Arbitrary<Tool> functions =
        Combinators.combine(
                Arbitraries.of("f", "g"), texts().injectNull(0.5), schemas().injectNull(0.3))
            .as(
                (name, description, schema) ->
                    new Tool.Function(name, description, schema, null, Map.of()));
    Tool search = new Tool.Opaque(GeminiDialect.NAME, Json.of("{\"google_search\":{}}"));
    return Combinators.combine(functions.list().ofMaxSize(2), Arbitraries.of(true, false))
        .as(
            (some, searches) -> {
              List<Tool> all = new ArrayList<>(some);
              if (searches) {
                all.add(search);
              }
              return all;
            });
  }

  private static Arbitrary<ToolChoice> toolChoices() {
    Json several = Json.of("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\",\"g\"]}");
    return Arbitraries.of(
        new ToolChoice.Auto(),
        new ToolChoice.None(),
        new ToolChoice.Required(),
        new ToolChoice.Named("f"),
        new ToolChoice.Opaque(GeminiDialect.NAME, several),
        new ToolChoice.Opaque(GeminiDialect.NAME, Json.of("{\"mode\":\"VALIDATED\"}")));
  }

  private static Arbitrary<ResponseFormat> formats() {
    return Arbitraries.of(
        new ResponseFormat.Text(),
        new ResponseFormat.JsonObject(),
        new ResponseFormat.JsonSchema("response", null, Json.of("{\"type\":\"array\"}"), null));
  }

  private static Arbitrary<Json> schemas() {
    return Arbitraries.of(
        Json.of("{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/b\"}}}"),
        Json.of("{\"type\": [\"object\", \"null\"]}"));
  }

  private static Arbitrary<Map<String, Json>> extras() {
    return Arbitraries.maps(
            Arbitraries.of(
                "safetySettings",
                "labels",
                "generationConfig.responseModalities",
                "generationConfig.speechConfig",
                "toolConfig.retrievalConfig"),
            Arbitraries.of("{\"a\": [true]}", "[1.50]", "\"\\u00e9\"").map(Json::of))
        .ofMaxSize(3)
        .map(
            extras -> {
              extras.computeIfPresent(
                  "toolConfig.retrievalConfig", (name, value) -> Json.of("{\"a\":1}"));
              return extras;
            });
  }

  private static Function<List<Part>, Message> message(Role role) {
    return parts -> new Message(role, parts, null, Map.of());
  }

  /** Any text that UTF-8 can say. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
  }
}
