package io.lattice.core.dialect.ollama;

import static io.lattice.core.dialect.ollama.Streams.DIALECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read again as the same, and nothing that comes in does harm. */
class RequestProperties {
  private static final Map<String, String> OPTIONS = Map.of("num-ctx", "512", "keep-alive", "1h");

  @Property(tries = 500)
  void readsTheSameRequestThatWasWritten(@ForAll("requests") ChatRequest request) {
    WrittenRequest written = DIALECT.writeRequest(request, target(request.model(), Map.of()));
    assertThat(DIALECT.readRequest(written.body(), "m")).isEqualTo(request);
    assertThat(written.adaptation().isNone()).isTrue();
    assertThat(DIALECT.inspect(written.body()).model()).isEqualTo(request.model());
  }

  @Property(tries = 300)
  void adoptsWhatItWroteWithoutChangingTheRest(@ForAll("requests") ChatRequest request) {
    Bytes written = DIALECT.writeRequest(request, target(request.model(), Map.of())).body();
    Bytes adopted = DIALECT.adoptRequest(written, target("other", OPTIONS)).body();
    ChatRequest read = DIALECT.readRequest(adopted, "m");
    assertThat(read.model()).isEqualTo("other");
    assertThat(read.messages()).isEqualTo(request.messages());
    assertThat(read.sampling()).isEqualTo(request.sampling());
    assertThat(read.extras())
        .containsEntry("options.num_ctx", Json.of("512"))
        .containsEntry("keep_alive", Json.of("\"1h\""));
  }

  @Property(tries = 600)
  void throwsNothingButARefusalWhateverComesIn(@ForAll("bodies") String body) {
    tryAll(Bytes.utf8(body));
  }

  @Property(tries = 1_000)
  void throwsNothingButARefusalForAnyBytes(@ForAll byte[] body) {
    tryAll(Bytes.wrap(body));
  }

  private static void tryAll(Bytes body) {
    only(() -> DIALECT.inspect(body));
    only(
        () -> {
          ChatRequest read = DIALECT.readRequest(body, "m");
          Bytes written = DIALECT.writeRequest(read, target("m", OPTIONS)).body();
          assertThat(DIALECT.readRequest(written, "m").messages()).hasSameSizeAs(read.messages());
        });
    only(() -> DIALECT.adoptRequest(body, target("m", OPTIONS)));
    only(() -> ModelList.read(body));
  }

  private static void only(Runnable step) {
    try {
      step.run();
    } catch (DialectException refused) {
      assertThat(refused.error().message()).isNotBlank();
    }
  }

  private static UpstreamTarget target(String model, Map<String, String> options) {
    return new UpstreamTarget(model, true, true, null, null, Set.of(), options);
  }

  /** Requests with values of any type in any place. */
  @Provide
  Arbitrary<String> bodies() {
    List<String> names =
        List.of(
            "model",
            "messages",
            "stream",
            "format",
            "options",
            "think",
            "keep_alive",
            "tools",
            "type",
            "function",
            "name",
            "description",
            "parameters",
            "role",
            "content",
            "images",
            "thinking",
            "tool_calls",
            "id",
            "index",
            "arguments",
            "tool_name",
            "tool_call_id",
            "num_predict",
            "temperature",
            "stop",
            "seed",
            "logprobs",
            "x");
    Arbitrary<String> any = LineTexts.objects(names);
    return Combinators.combine(
            any.list().ofMaxSize(3),
            Arbitraries.of("user", "assistant", "tool", "system"),
            LineTexts.objects(names),
            Arbitraries.of(0, 1, 2))
        .as(
            (items, role, options, form) ->
                form == 0
                    ? options
                    : "{\"model\":\"m\",\"messages\":[{\"role\":\""
                        + role
                        + "\",\"content\":\"hi\",\"tool_calls\":"
                        + (form == 1 ? "[" + String.join(",", items) + "]" : "null")
                        + "}],\"options\":"
                        + options
                        + "}");
  }

  /** Requests of which this dialect can say everything. */
  @Provide
  Arbitrary<ChatRequest> requests() {
    Arbitrary<ChatRequest.Builder> talks =
        Combinators.combine(
                texts().filter(text -> !text.isBlank()), turns().list().ofMinSize(1).ofMaxSize(3))
            .as(
                (model, turns) -> {
                  List<Message> messages = new ArrayList<>();
                  turns.forEach(messages::addAll);
                  return ChatRequest.to(model).messages(messages);
                });
    return Combinators.combine(
            talks,
            tools().list().ofMaxSize(2),
            formats().injectNull(0.5),
            Arbitraries.integers().between(1, 1_000_000).injectNull(0.5),
            texts().list().ofMaxSize(2),
            samplings(),
            Arbitraries.of(
                ReasoningOptions.DEFAULT,
                new ReasoningOptions("none", null),
                new ReasoningOptions("medium", null)),
            extras())
        .as(
            (talk, tools, format, tokens, stops, sampling, reasoning, extras) -> {
              tools.forEach(talk::tool);
              stops.forEach(talk::stop);
              extras.forEach(talk::extra);
              return talk.responseFormat(format)
                  .maxOutputTokens(tokens)
                  .sampling(sampling)
                  .reasoning(reasoning)
                  .build();
            });
  }

  /** A message, or a call with its answer. */
  private static Arbitrary<List<Message>> turns() {
    Arbitrary<Part> images =
        Arbitraries.of(
            new Part.Image(new Media.Inline("image/png", "iVBORw0KGgoAAA==")),
            new Part.Image(new Media.Inline("image/jpeg", "/9j/AAAA")));
    Arbitrary<List<Message>> said =
        Combinators.combine(
                Arbitraries.of(Role.SYSTEM, Role.USER),
                texts().filter(text -> !text.isEmpty()),
                images.list().ofMaxSize(2))
            .as(
                (role, text, more) -> {
                  List<Part> parts = new ArrayList<>();
                  parts.add(new Part.Text(text));
                  parts.addAll(more);
                  return List.of(new Message(role, parts, null, Map.of()));
                });
    Arbitrary<List<Message>> called =
        Combinators.combine(
                texts(),
                texts(),
                Arbitraries.of("{}", "{\"a\": 1.50}", "{\"\\u00e9\":[{}]}"),
                texts())
            .as(
                (thought, name, arguments, answer) -> {
                  List<Part> parts = new ArrayList<>();
                  if (!thought.isEmpty()) {
                    parts.add(new Part.Reasoning(thought));
                  }
                  parts.add(new Part.ToolCall("c1", name, arguments));
                  parts.add(new Part.ToolCall("c2", "other", "{}"));
                  return List.of(
                      new Message(Role.ASSISTANT, parts, null, Map.of()),
                      Message.toolResult("c2", answer),
                      Message.toolResult("c1", "done"));
                });
    return Arbitraries.oneOf(said, called);
  }

  private static Arbitrary<Tool> tools() {
    return Arbitraries.oneOf(
        Combinators.combine(texts(), texts().injectNull(0.5))
            .as(
                (name, description) ->
                    new Tool.Function(
                        name, description, Json.of("{\"type\": \"object\"}"), null, Map.of())),
        Arbitraries.just(new Tool.Opaque("ollama", Json.of("{\"type\":\"browser\"}"))));
  }

  private static Arbitrary<ResponseFormat> formats() {
    return Arbitraries.of(
        new ResponseFormat.JsonObject(),
        new ResponseFormat.JsonSchema("response", null, Json.of("{\"a\":1e2}"), null));
  }

  private static Arbitrary<Sampling> samplings() {
    Arbitrary<Double> numbers = Arbitraries.of(0.0, 0.1, 1.0, 2.5, -0.5).injectNull(0.4);
    return Combinators.combine(
            numbers,
            numbers,
            Arbitraries.integers().injectNull(0.5),
            numbers,
            numbers,
            Arbitraries.longs().injectNull(0.5),
            Arbitraries.of(true, false).injectNull(0.5),
            Arbitraries.integers().between(0, 20).injectNull(0.5))
        .as(Sampling::new);
  }

  private static Arbitrary<Map<String, Json>> extras() {
    return Combinators.combine(
            Arbitraries.of("true", "false"),
            Arbitraries.maps(
                    Arbitraries.of(
                        "keep_alive",
                        "shift",
                        "options.num_ctx",
                        "options.min_p",
                        "options.\u00e9"),
                    Arbitraries.of("1.50", "\"5m\"", "{\"a\": [true]}").map(Json::of))
                .ofMaxSize(3))
        .as(
            (truncate, more) -> {
              Map<String, Json> all = new HashMap<>(more);
              all.put("truncate", Json.of(truncate));
              return all;
            });
  }

  /** Any text that UTF-8 can say. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
  }
}
