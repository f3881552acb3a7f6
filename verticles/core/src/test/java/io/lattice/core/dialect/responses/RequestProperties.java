package io.lattice.core.dialect.responses;

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
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read again as the same, and nothing that comes in does harm. */
class RequestProperties {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();

  @Property(tries = 500)
  void readsTheSameRequestThatWasWritten(@ForAll("requests") ChatRequest request) {
    UpstreamTarget target = new UpstreamTarget(request.model(), true, true);
    Bytes written = DIALECT.writeRequest(request, target).body();
    assertThat(DIALECT.readRequest(written, "m")).isEqualTo(request);
    assertThat(DIALECT.writeRequest(request, target).adaptation().isNone()).isTrue();
    assertThat(DIALECT.inspect(written).streamed()).isTrue();
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
  }

  @Property(tries = 500)
  void throwsNothingButARefusalWhateverComesIn(@ForAll("bodies") String body) {
    harmless(Bytes.utf8(body));
  }

  @Property(tries = 800)
  void throwsNothingButARefusalForAnyBytes(@ForAll byte[] body) {
    harmless(Bytes.wrap(body));
  }

  private static void harmless(Bytes bytes) {
    UpstreamTarget target = new UpstreamTarget("m", true, true);
    only(() -> DIALECT.inspect(bytes));
    only(() -> DIALECT.writeRequest(DIALECT.readRequest(bytes, "m"), target));
    only(() -> DIALECT.adoptRequest(bytes, target));
    only(() -> TokenCount.question(bytes));
    only(() -> TokenCount.read(bytes));
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
            "input",
            "instructions",
            "stream",
            "store",
            "tools",
            "type",
            "name",
            "parameters",
            "tool_choice",
            "text",
            "format",
            "schema",
            "role",
            "content",
            "image_url",
            "file_id",
            "file_data",
            "input_audio",
            "data",
            "call_id",
            "arguments",
            "output",
            "summary",
            "encrypted_content",
            "extra_content",
            "refusal",
            "include",
            "reasoning",
            "effort",
            "truncation",
            "temperature",
            "x");
    Arbitrary<String> values =
        Arbitraries.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e300",
            "\"\"",
            "\"text\"",
            "\"user\"",
            "\"assistant\"",
            "\"message\"",
            "\"reasoning\"",
            "\"function\"",
            "\"function_call\"",
            "\"function_call_output\"",
            "\"input_text\"",
            "\"input_image\"",
            "\"input_file\"",
            "\"lattice.a.signature.b\"",
            "\"json_schema\"",
            "\"auto\"",
            "\"data:a;base64,b\"",
            "[]",
            "{}");
    Arbitrary<String> items = JsonTexts.objects(names, values);
    return Arbitraries.oneOf(
        JsonTexts.objects(names, values),
        items
            .list()
            .ofMaxSize(3)
            .map(some -> "{\"model\":\"m\",\"input\":[" + String.join(",", some) + "]}"));
  }

  @Provide
  Arbitrary<ChatRequest> requests() {
    Arbitrary<Sampling> sampling =
        Combinators.combine(
                Arbitraries.doubles().between(-2, 2).injectNull(0.5),
                Arbitraries.integers().between(0, 20).injectNull(0.5),
                Arbitraries.just(true).injectNull(0.5))
            .as(
                (number, count, flag) ->
                    new Sampling(number, number, null, null, null, null, flag, count));
    Arbitrary<ReasoningOptions> reasoning =
        Arbitraries.of("none", "high")
            .injectNull(0.5)
            .map(word -> new ReasoningOptions(word, null));
    return Combinators.combine(
            messages(),
            tools().list().ofMaxSize(3),
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
                    count == null ? null : count > 4,
                    format,
                    count,
                    List.of(),
                    1,
                    sampled,
                    thought,
                    count == null ? null : "user " + count,
                    extras));
  }

  /** An assistant's turns are apart, for here they would be one. */
  private static Arbitrary<List<Message>> messages() {
    Arbitrary<Message> others =
        Arbitraries.oneOf(
            contents().list().ofMinSize(1).ofMaxSize(3).map(parts -> said(Role.USER, parts)),
            contents().list().ofMinSize(1).ofMaxSize(2).map(parts -> said(Role.SYSTEM, parts)),
            texts().map(text -> said(Role.DEVELOPER, List.of(new Part.Text(text)))),
            contents()
                .filter(part -> !(part instanceof Part.Audio))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(parts -> said(Role.TOOL, List.of(new Part.ToolResult("c", parts, false)))),
            Arbitraries.just(
                said(Role.USER, List.of(opaque("{\"type\":\"computer_call_output\"}")))));
    return Combinators.combine(
            others.list().ofMinSize(1).ofMaxSize(4), turns().injectNull(0.5).list().ofSize(4))
        .as(
            (some, turns) -> {
              List<Message> all = new ArrayList<>();
              for (int i = 0; i < some.size(); i++) {
                all.add(some.get(i));
                if (turns.get(i) != null) {
                  all.add(turns.get(i));
                }
              }
              return all;
            });
  }

  private static Message said(Role role, List<Part> parts) {
    return new Message(role, parts, null, Map.of());
  }

  private static Arbitrary<Message> turns() {
    return Combinators.combine(
            Arbitraries.of(
                    new Part.Reasoning("think", proof("p")), new Part.Reasoning("", proof("q")))
                .list()
                .ofMaxSize(2),
            texts().list().ofMaxSize(2),
            Arbitraries.just("no").injectNull(0.7),
            calls().list().ofMinSize(1).ofMaxSize(2))
        .as(
            (thoughts, texts, refusal, calls) -> {
              List<Part> parts = new ArrayList<>(thoughts);
              texts.forEach(text -> parts.add(new Part.Text(text)));
              if (refusal != null) {
                parts.add(new Part.Refusal(refusal));
              }
              parts.addAll(calls);
              return said(Role.ASSISTANT, parts);
            });
  }

  private static Proof proof(String text) {
    return Proof.encrypted(text, ResponsesDialect.NAME);
  }

  private static Part opaque(String json) {
    return new Part.Opaque(ResponsesDialect.NAME, Json.of(json));
  }

  private static Arbitrary<Part> contents() {
    return Arbitraries.oneOf(
        Combinators.combine(texts(), partExtras()).as(Part.Text::new),
        Combinators.combine(media(), texts().injectNull(0.5), partExtras()).as(Part.Image::new),
        Combinators.combine(media(), texts().injectNull(0.5), partExtras()).as(Part.File::new),
        partExtras()
            .map(extras -> new Part.Audio(new Media.Inline("audio/wav", "AA=="), "wav", extras)),
        Arbitraries.just(opaque("{\"type\":\"input_other\",\"x\": 1.0}")));
  }

  private static Arbitrary<Media> media() {
    return Arbitraries.of(
        new Media.Link("https://example.org/a.png"),
        new Media.Uploaded("file-1"),
        new Media.Inline("image/png;x=1", "AA=="));
  }

  private static Arbitrary<Part> calls() {
    return Arbitraries.oneOf(
        Combinators.combine(texts(), texts())
            .as((name, arguments) -> new Part.ToolCall("id", name, arguments)),
        Arbitraries.just(
            new Part.ToolCall("id", "f", "{}", null, Map.of("namespace", Json.of("\"n\"")))),
        Arbitraries.of(
            opaque("{\"type\":\"custom_tool_call\",\"call_id\":\"d\",\"input\":\"x\"}"),
            opaque("{\"type\":\"web_search_call\"}")));
  }

  private static Arbitrary<Tool> tools() {
    return Arbitraries.oneOf(
        Combinators.combine(
                texts(),
                texts().injectNull(0.5),
                Arbitraries.of(true, false),
                Arbitraries.maps(
                        Arbitraries.of("defer_loading", "output_schema"),
                        Arbitraries.of("true", "{\"a\": 1.0}").map(Json::of))
                    .ofMaxSize(1))
            .as(
                (name, description, strict, extras) ->
                    new Tool.Function(
                        name, description, Json.of("{\"type\": \"object\"}"), strict, extras)),
        Arbitraries.just(
            new Tool.Opaque(ResponsesDialect.NAME, Json.of("{\"type\":\"web_search\"}"))));
  }

  private static Arbitrary<ToolChoice> toolChoices() {
    return Arbitraries.of(
        new ToolChoice.Auto(),
        new ToolChoice.None(),
        new ToolChoice.Required(),
        new ToolChoice.Named("f"),
        new ToolChoice.Opaque(ResponsesDialect.NAME, Json.of("{\"type\":\"allowed_tools\"}")));
  }

  private static Arbitrary<ResponseFormat> formats() {
    return Arbitraries.of(
        new ResponseFormat.Text(),
        new ResponseFormat.JsonObject(),
        new ResponseFormat.JsonSchema("n", "d", Json.of("{\"a\":1e2}"), true),
        new ResponseFormat.JsonSchema("n", null, Json.of("{}"), null));
  }

  private static Arbitrary<Map<String, Json>> partExtras() {
    return Arbitraries.maps(
            Arbitraries.just("prompt_cache_breakpoint"),
            Arbitraries.just(Json.of("{\"mode\": \"explicit\"}")))
        .ofMaxSize(1);
  }

  private static Arbitrary<Map<String, Json>> extras() {
    return Arbitraries.subsetOf(
            Map.entry("metadata", Json.of("{\"a\":\"b\"}")),
            Map.entry("service_tier", Json.of("\"flex\"")),
            Map.entry("verbosity", Json.of("\"low\"")),
            Map.entry("truncation", Json.of("\"auto\"")),
            Map.entry("include", Json.of("[\"file_search_call.results\"]")),
            Map.entry("reasoning.summary", Json.of("\"auto\"")),
            Map.entry("text.other", Json.of("1.50")),
            Map.entry("prompt_cache_key", Json.of("\"k\"")))
        .map(
            entries ->
                entries.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Any text that UTF-8 can say. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
  }
}
