package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
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
import io.lattice.core.dialect.ModelPage;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read again as the same, and nothing that comes in does harm. */
class RequestProperties {
  private static final UpstreamTarget TARGET = new UpstreamTarget("m", true, true);
  private static final Map<String, Json> MARK =
      Map.of("cache_control", Json.of("{\"type\":\"ephemeral\"}"));

  @Property(tries = 500)
  void readsTheSameRequestThatWasWritten(@ForAll("requests") ChatRequest request) {
    WrittenRequest written = DIALECT.writeRequest(request, TARGET);
    assertThat(DIALECT.readRequest(written.body(), "m")).isEqualTo(request);
    assertThat(written.adaptation().isNone()).isTrue();
    assertThat(DIALECT.inspect(written.body()).streamed()).isTrue();
  }

  @Property(tries = 300)
  void adoptsWhatItWroteWithoutChangingTheRest(@ForAll("requests") ChatRequest request) {
    Bytes written = DIALECT.writeRequest(request, TARGET).body();
    Bytes adopted = DIALECT.adoptRequest(written, new UpstreamTarget("other", false, true)).body();
    ChatRequest read = DIALECT.readRequest(adopted, "m");
    assertThat(read.model()).isEqualTo("other");
    assertThat(read.messages()).isEqualTo(request.messages());
    assertThat(DIALECT.inspect(adopted).streamed()).isFalse();
    assertThat(TokenCount.write(request, TARGET).body().utf8()).doesNotContain("\"max_tokens\"");
  }

  @Property(tries = 500)
  void throwsNothingButARefusalWhateverComesIn(@ForAll("bodies") String body) {
    Bytes bytes = Bytes.utf8(body);
    only(() -> DIALECT.inspect(bytes));
    only(() -> DIALECT.adoptRequest(bytes, TARGET));
    only(() -> TokenCount.adopt(bytes, TARGET));
    only(() -> DIALECT.writeRequest(DIALECT.readRequest(bytes, "m"), TARGET));
  }

  @Property(tries = 500)
  void throwsNothingButARefusalForAnyBytes(@ForAll byte[] body) {
    Bytes bytes = Bytes.wrap(body);
    only(() -> DIALECT.inspect(bytes));
    only(() -> DIALECT.readRequest(bytes, "m"));
    only(() -> DIALECT.adoptRequest(bytes, TARGET));
    only(() -> ModelPage.read(bytes));
    only(() -> TokenCount.read(bytes));
  }

  private static void only(Runnable step) {
    try {
      step.run();
    } catch (DialectException refused) {
      assertThat(refused.error().message()).isNotBlank();
    }
  }

  /** Requests with values of any type in any place; some are nearly right. */
  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> odd = JsonTexts.objects(names(), values());
    return Arbitraries.oneOf(
        odd,
        Combinators.combine(odd, Arbitraries.of("user", "assistant", "system"), odd)
            .as(
                (block, role, field) ->
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\""
                        + role
                        + "\",\"content\":["
                        + block
                        + "]}],\"output_config\":"
                        + field
                        + ",\"thinking\":"
                        + block
                        + ",\"tools\":["
                        + block
                        + "]}"));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "type",
        "text",
        "source",
        "media_type",
        "data",
        "url",
        "thinking",
        "signature",
        "id",
        "name",
        "input",
        "input_schema",
        "tool_use_id",
        "content",
        "is_error",
        "cache_control",
        "format",
        "schema",
        "effort",
        "budget_tokens",
        "messages",
        "role",
        "x");
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "0",
        "2000",
        "1.5",
        "9999999999",
        "\"\"",
        "\"text\"",
        "\"image\"",
        "\"document\"",
        "\"thinking\"",
        "\"tool_use\"",
        "\"tool_result\"",
        "\"base64\"",
        "\"text/plain\"",
        "\"enabled\"",
        "\"json_schema\"",
        "\"lattice:gemini:x\"",
        "[]",
        "{}",
        "{\"type\":\"object\"}");
  }

  @Provide
  Arbitrary<ChatRequest> requests() {
    Arbitrary<ChatRequest> base =
        Combinators.combine(
                conversations(),
                tools().list().ofMaxSize(3),
                toolChoices(),
                formats().injectNull(0.5),
                Arbitraries.integers().between(5_000, 9_000),
                Arbitraries.of("END", "\u00e9").list().ofMaxSize(2),
                thought(),
                extras())
            .as(
                (messages, tools, choice, format, count, stop, thought, extras) ->
                    new ChatRequest(
                        "m",
                        messages,
                        tools,
                        (tools.isEmpty() || thinks(thought)) ? null : choice,
                        isSerial(tools, choice, count) ? false : null,
                        format,
                        count,
                        stop,
                        1,
                        thinks(thought) ? Sampling.DEFAULT : sampling(count),
                        thought,
                        count % 3 == 0 ? "user " + count : null,
                        extras));
    return base.filter(RequestProperties::isSayable);
  }

  /** With no choice, forbidding parallel calls needs one to stand in. */
  private static boolean isSayable(ChatRequest request) {
    return (request.parallelToolCalls() == null) || (request.toolChoice() != null);
  }

  private static boolean isSerial(List<Tool> tools, ToolChoice choice, int count) {
    return !tools.isEmpty() && count % 2 == 1 && !isNone(choice);
  }

  private static boolean thinks(ReasoningOptions thought) {
    return !thought.equals(ReasoningOptions.DEFAULT);
  }

  private static boolean isNone(ToolChoice choice) {
    return choice instanceof ToolChoice.None;
  }

  private static Sampling sampling(int count) {
    Double temperature = count % 2 == 0 ? 0.5 : null;
    Double topP = count % 2 == 0 ? null : 0.9;
    return new Sampling(temperature, topP, count % 5, null, null, null, null, null);
  }

  /** A system's words, then turns: the user's, the assistant's and what its tools answered. */
  private static Arbitrary<List<Message>> conversations() {
    Arbitrary<List<Message>> system =
        texts().list().ofMaxSize(2).map(parts -> messages(Role.SYSTEM, parts));
    Arbitrary<List<Message>> user =
        contents().list().ofMinSize(1).ofMaxSize(3).map(parts -> messages(Role.USER, parts));
    Arbitrary<List<Message>> round =
        Combinators.combine(
                said().list().ofMaxSize(3), contents().list().ofMinSize(1).ofMaxSize(2), texts())
            .as(RequestProperties::round);
    return Combinators.combine(system, user, round)
        .as((first, asked, more) -> Stream.of(first, asked, more).flatMap(List::stream).toList());
  }

  private static List<Message> round(List<Part> said, List<Part> found, Part next) {
    List<Part> assistant = new ArrayList<>();
    assistant.add(new Part.Reasoning("so", Proof.signature("s", "anthropic")));
    assistant.addAll(said);
    assistant.add(new Part.ToolCall("toolu_1", "f", "{\"x\": 1.50}"));
    assistant.add(new Part.ToolCall("toolu_2", "g", "{}", null, MARK));
    List<Part> results =
        List.of(
            new Part.ToolResult("toolu_1", found, false),
            new Part.ToolResult("toolu_2", List.of(), true));
    return List.of(
        new Message(Role.ASSISTANT, assistant, null, Map.of()),
        new Message(Role.TOOL, results, null, Map.of()),
        new Message(Role.USER, List.of(next), null, Map.of()));
  }

  private static List<Message> messages(Role role, List<Part> parts) {
    return parts.isEmpty() ? List.of() : List.of(new Message(role, parts, null, Map.of()));
  }

  private static Arbitrary<Part> said() {
    return Arbitraries.oneOf(
        texts(),
        Arbitraries.of(
            new Part.Reasoning("again", Proof.signature("s2", "anthropic")),
            new Part.Reasoning("", Proof.encrypted("e", "anthropic")),
            new Part.Opaque("anthropic", Json.of("{\"type\":\"server_tool_use\",\"x\": 1.0}"))));
  }

  private static Arbitrary<Part> contents() {
    return Arbitraries.oneOf(
        texts(),
        Combinators.combine(media(), marks()).as((it, mark) -> new Part.Image(it, null, mark)),
        Combinators.combine(files(), Arbitraries.of("t").injectNull(0.5), marks())
            .as(Part.File::new));
  }

  private static Arbitrary<Media> media() {
    return Arbitraries.of(
        new Media.Link("https://example.org/a.png"),
        new Media.Uploaded("file_1"),
        new Media.Inline("image/png", "AA=="));
  }

  private static Arbitrary<Media> files() {
    return Arbitraries.of(
        new Media.Link("https://example.org/a.pdf"),
        new Media.Uploaded("file_1"),
        new Media.Inline("text/plain", "w6k="),
        new Media.Inline("application/pdf", "JVBE"));
  }

  private static Arbitrary<Tool> tools() {
    return Arbitraries.oneOf(
        Combinators.combine(
                Arbitraries.of("f", "g"),
                Arbitraries.of("tells").injectNull(0.5),
                Arbitraries.of(true, false).injectNull(0.5),
                marks())
            .as(
                (name, description, strict, mark) ->
                    new Tool.Function(
                        name, description, Json.of("{\"type\": \"object\"}"), strict, mark)),
        Arbitraries.just(
            new Tool.Opaque("anthropic", Json.of("{\"type\":\"bash_20250124\",\"name\":\"b\"}"))));
  }

  private static Arbitrary<ToolChoice> toolChoices() {
    return Arbitraries.of(
        new ToolChoice.Auto(),
        new ToolChoice.None(),
        new ToolChoice.Required(),
        new ToolChoice.Named("f"));
  }

  private static Arbitrary<ResponseFormat> formats() {
    return Arbitraries.of(
        new ResponseFormat.JsonSchema(
            "answer",
            null,
            Json.of("{\"type\":\"object\",\"additionalProperties\": false}"),
            null));
  }

  private static Arbitrary<ReasoningOptions> thought() {
    return Arbitraries.of(
        ReasoningOptions.DEFAULT,
        new ReasoningOptions("none", null),
        new ReasoningOptions("low", null),
        new ReasoningOptions(null, 2_000),
        new ReasoningOptions("high", 1_024));
  }

  private static Arbitrary<Map<String, Json>> extras() {
    return Arbitraries.maps(
            Arbitraries.of("inference_geo", "container", "output_config.task_budget", "speed"),
            Arbitraries.of("1.50", "{\"a\": [true]}", "\"\\u00e9\"").map(Json::of))
        .ofMaxSize(2);
  }

  private static Arbitrary<Map<String, Json>> marks() {
    return Arbitraries.of(Map.of(), MARK);
  }

  /** Any text that UTF-8 can say and has a letter. */
  private static Arbitrary<Part> texts() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .ofMaxLength(12)
            .filter(it -> it.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF))
            .filter(it -> !it.isBlank());
    return Combinators.combine(text, marks()).as(Part.Text::new);
  }
}
