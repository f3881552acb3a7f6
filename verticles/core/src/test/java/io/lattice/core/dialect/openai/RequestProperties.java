package io.lattice.core.dialect.openai;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read again as the same, and nothing that comes in does harm. */
class RequestProperties {
  private static final OpenAiDialect DIALECT = OpenAiDialect.of(OpenAiFlavor.COMPATIBLE);

  @Property(tries = 500)
  void readsTheSameRequestThatWasWritten(@ForAll("requests") ChatRequest request) {
    UpstreamTarget target = new UpstreamTarget(request.model(), true, true);
    Bytes written = DIALECT.writeRequest(request, target).body();
    assertThat(DIALECT.readRequest(written, "m")).isEqualTo(request);
    assertThat(DIALECT.writeRequest(request, target).adaptation().dropped()).isEmpty();
  }

  @Property(tries = 300)
  void adoptsWhatItWroteWithoutChangingTheRest(@ForAll("requests") ChatRequest request) {
    Bytes written =
        DIALECT.writeRequest(request, new UpstreamTarget(request.model(), false, false)).body();
    Bytes adopted = DIALECT.adoptRequest(written, new UpstreamTarget("other", true, true)).body();
    ChatRequest read = DIALECT.readRequest(adopted, "m");
    assertThat(read.model()).isEqualTo("other");
    assertThat(read.messages()).isEqualTo(request.messages());
    assertThat(read.extras()).isEqualTo(request.extras());
    assertThat(DIALECT.inspect(adopted).usageAsked()).isTrue();
  }

  @Property(tries = 400)
  void throwsNothingButARefusalWhateverComesIn(@ForAll("bodies") String body) {
    Bytes bytes = Bytes.utf8(body);
    only(() -> DIALECT.inspect(bytes));
    only(() -> DIALECT.readRequest(bytes, "m"));
    only(() -> DIALECT.adoptRequest(bytes, new UpstreamTarget("m", true, true)));
  }

  @Property(tries = 1_000)
  void throwsNothingButARefusalForAnyBytes(@ForAll byte[] body) {
    Bytes bytes = Bytes.wrap(body);
    only(() -> DIALECT.inspect(bytes));
    only(() -> DIALECT.readRequest(bytes, "m"));
    only(() -> DIALECT.adoptRequest(bytes, new UpstreamTarget("m", true, true)));
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
            "model",
            "messages",
            "stream",
            "stream_options",
            "include_usage",
            "tools",
            "type",
            "function",
            "name",
            "tool_choice",
            "response_format",
            "json_schema",
            "schema",
            "role",
            "content",
            "text",
            "image_url",
            "url",
            "file",
            "file_data",
            "input_audio",
            "data",
            "format",
            "tool_calls",
            "id",
            "arguments",
            "tool_call_id",
            "thinking_blocks",
            "reasoning_content",
            "refusal",
            "stop",
            "n",
            "max_tokens",
            "temperature",
            "seed",
            "user",
            "x");
    return JsonTexts.objects(
        names,
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
            "\"assistant\"",
            "\"tool\"",
            "\"function\"",
            "\"custom\"",
            "\"image_url\"",
            "\"file\"",
            "\"auto\"",
            "\"data:a;base64,b\"",
            "[]",
            "{}"));
  }

  @Provide
  Arbitrary<ChatRequest> requests() {
    Arbitrary<Sampling> sampling =
        Combinators.combine(
                Arbitraries.doubles().between(-2, 2).injectNull(0.5),
                Arbitraries.integers().between(0, 100).injectNull(0.5),
                Arbitraries.longs().injectNull(0.5),
                Arbitraries.of(true, false).injectNull(0.5))
            .as(
                (number, count, seed, flag) ->
                    new Sampling(number, number, count, number, number, seed, flag, count));
    Arbitrary<ReasoningOptions> reasoning =
        Arbitraries.of("none", "high")
            .injectNull(0.5)
            .map(word -> new ReasoningOptions(word, null));
    Arbitrary<ChatRequest> base =
        Combinators.combine(
                messages().list().ofMinSize(1).ofMaxSize(4),
                tools().list().ofMaxSize(3),
                toolChoices().injectNull(0.3),
                formats().injectNull(0.3),
                Arbitraries.integers().between(1, 9).injectNull(0.3),
                texts().list().ofMaxSize(3),
                sampling,
                reasoning)
            .as(
                (messages, tools, choice, format, count, stop, sampled, thought) ->
                    new ChatRequest(
                        "m",
                        messages,
                        tools,
                        choice,
                        count == null ? null : count > 4,
                        format,
                        count,
                        stop,
                        count == null ? 1 : count,
                        sampled,
                        thought,
                        count == null ? null : "user " + count,
                        Map.of()));
    return Combinators.combine(base, extras())
        .as(
            (request, extras) ->
                new ChatRequest(
                    request.model(),
                    request.messages(),
                    request.tools(),
                    request.toolChoice(),
                    request.parallelToolCalls(),
                    request.responseFormat(),
                    request.maxOutputTokens(),
                    request.stop(),
                    request.choices(),
                    request.sampling(),
                    request.reasoning(),
                    request.endUser(),
                    extras));
  }

  private static Arbitrary<Message> messages() {
    Arbitrary<List<Part>> assistant =
        Combinators.combine(
                signed().list().ofMaxSize(2),
                texts().filter(text -> !text.isEmpty()).injectNull(0.5),
                contents().list().ofMaxSize(2),
                texts().injectNull(0.5),
                calls().list().ofMaxSize(2))
            .as(
                (signed, thought, content, refusal, calls) -> {
                  List<Part> parts = new ArrayList<>(signed);
                  if (thought != null) {
                    parts.add(new Part.Reasoning(thought));
                  }
                  parts.addAll(content);
                  if (refusal != null) {
                    parts.add(new Part.Refusal(refusal));
                  }
                  parts.addAll(calls);
                  return parts;
                });
    Arbitrary<List<Part>> content = contents().list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<List<Part>> result =
        content.map(parts -> List.of(new Part.ToolResult("call", parts, false)));
    return Arbitraries.oneOf(
        message(Role.SYSTEM, content),
        message(Role.USER, content),
        message(Role.ASSISTANT, assistant),
        message(Role.TOOL, result));
  }

  private static Arbitrary<Message> message(Role role, Arbitrary<List<Part>> parts) {
    return Combinators.combine(parts, texts().injectNull(0.7), extras())
        .as((some, name, extras) -> new Message(role, some, name, extras));
  }

  private static Arbitrary<Part> signed() {
    return Arbitraries.of(
        new Part.Reasoning("think", Proof.signature("sig", "anthropic")),
        new Part.Reasoning("again\n", Proof.signature("sig2", "gemini")),
        new Part.Reasoning("", Proof.encrypted("encrypted", "anthropic")));
  }

  private static Arbitrary<Part> contents() {
    return Arbitraries.oneOf(
        Combinators.combine(texts(), extras()).as(Part.Text::new),
        Combinators.combine(media(), texts().injectNull(0.5), extras()).as(Part.Image::new),
        Combinators.combine(files(), texts().injectNull(0.5), extras()).as(Part.File::new),
        extras()
            .map(extras -> new Part.Audio(new Media.Inline("audio/wav", "AA=="), "wav", extras)),
        Arbitraries.just(new Part.Opaque("openai", Json.of("{\"type\":\"other\",\"x\": 1.0}"))));
  }

  private static Arbitrary<Media> media() {
    return Arbitraries.of(
        new Media.Link("https://example.org/a.png"),
        new Media.Link("data:text/plain,hello"),
        new Media.Inline("image/png;x=1", "AA=="));
  }

  private static Arbitrary<Media> files() {
    return Arbitraries.of(
        new Media.Uploaded("file-1"), new Media.Inline("application/pdf", "JVBE"));
  }

  private static Arbitrary<Part> calls() {
    return Arbitraries.oneOf(
        Combinators.combine(texts(), texts(), extras())
            .as(
                (name, arguments, extras) ->
                    new Part.ToolCall("id", name, arguments, null, extras)),
        Arbitraries.just(
            new Part.Opaque(
                "openai",
                Json.of("{\"id\":\"c\",\"type\":\"custom\",\"custom\":{\"name\":\"g\"}}"))));
  }

  private static Arbitrary<Tool> tools() {
    return Arbitraries.oneOf(
        Combinators.combine(
                texts(),
                texts().injectNull(0.5),
                Arbitraries.just(Json.of("{\"type\": \"object\"}")).injectNull(0.5),
                Arbitraries.of(true, false).injectNull(0.5),
                extras())
            .as(Tool.Function::new),
        Arbitraries.just(new Tool.Opaque("openai", Json.of("{\"type\":\"web_search\"}"))));
  }

  private static Arbitrary<ToolChoice> toolChoices() {
    return Arbitraries.of(
        new ToolChoice.Auto(),
        new ToolChoice.None(),
        new ToolChoice.Required(),
        new ToolChoice.Named("f"),
        new ToolChoice.Opaque("openai", Json.of("{\"type\":\"allowed_tools\"}")));
  }

  private static Arbitrary<ResponseFormat> formats() {
    return Arbitraries.of(
        new ResponseFormat.Text(),
        new ResponseFormat.JsonObject(),
        new ResponseFormat.JsonSchema("n", "d", Json.of("{\"a\":1e2}"), true),
        new ResponseFormat.JsonSchema("n", null, Json.of("{}"), null));
  }

  private static Arbitrary<Map<String, Json>> extras() {
    return Arbitraries.maps(
            Arbitraries.of("x", "cache_control", "\u00E9", "y z"),
            Arbitraries.of("null", "1.50", "{\"a\": [true]}", "\"\\u00e9\"").map(Json::of))
        .ofMaxSize(2);
  }

  /** Any text that UTF-8 can say. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
  }
}
