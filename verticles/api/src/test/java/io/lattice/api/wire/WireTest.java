package io.lattice.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.api.chat.Usage;
import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Wire<ChatCall> CALLS = Wire.of(ChatCall.class, MethodHandles.lookup());
  private static final Wire<ChatEvent> EVENTS = Wire.of(ChatEvent.class, MethodHandles.lookup());

  private static <T> T thereAndBack(Wire<T> wire, T value) {
    Buffer buffer = Buffer.buffer("before");
    wire.write(buffer, value);
    return wire.read(buffer, "before".length());
  }

  private static ChatRequest everything() {
    Media png = new Media.Inline("image/png", "AAAA");
    return ChatRequest.to("gpt-6-sol")
        .system("Be brief.")
        .message(
            Message.of(
                Role.USER,
                new Part.Text("Was ist das? 日本 🙂"),
                new Part.Image(new Media.Link("https://example.org/a.png"), "high", Map.of()),
                new Part.Image(png),
                new Part.File(new Media.Uploaded("file-1"), "a.pdf", Map.of("x", Json.of("[1]"))),
                new Part.Audio(png, "wav", Map.of())))
        .message(
            Message.of(
                Role.ASSISTANT,
                new Part.Reasoning("hm", Proof.signature("c2ln", "openai")),
                new Part.Refusal("no"),
                new Part.ToolCall("call_1", "add", "{\"a\":1")))
        .message(Message.toolResult("call_1", "2"))
        .tool(new Tool.Function("add", "adds", Json.of("{\"type\":\"object\"}")))
        .tool(new Tool.Opaque("openai", Json.of("{\"type\":\"web_search\"}")))
        .toolChoice(new ToolChoice.Named("add"))
        .parallelToolCalls(false)
        .responseFormat(new ResponseFormat.JsonSchema("s", null, Json.of("{}"), true))
        .maxOutputTokens(100)
        .stop("END")
        .choices(2)
        .sampling(new Sampling(0.7, 1.0, 3, -1.5, null, Long.MIN_VALUE, true, 5))
        .reasoning(new ReasoningOptions("high", 1_000))
        .endUser("u-1")
        .extra("metadata", Json.of("{\"a\":\"b\"}"))
        .build();
  }

  @Test
  void carriesAQuestionForVectorsWithAndWithoutTheCallersWords() {
    EmbeddingRequest request =
        new EmbeddingRequest(
            "m",
            List.of(new EmbeddingRequest.Text("a"), new EmbeddingRequest.Tokens(List.of(1, 2))),
            256,
            "user",
            Map.of("x", Json.of("1.50")));
    ChatCall.Native words = new ChatCall.Native("openai", Bytes.utf8("{}"), false);
    for (ChatCall.Embeddings question :
        List.of(new ChatCall.Embeddings(request), new ChatCall.Embeddings(request, words))) {
      ChatCall call = ChatCall.embeddings("r", "c", question, Hints.NONE);
      assertThat(thereAndBack(CALLS, call)).isEqualTo(call);
    }
  }

  @Test
  void aCallWithEverythingInItComesBackAsItWas() {
    // given
    ChatCall call =
        ChatCall.typed(
            "r1",
            "team-a",
            everything(),
            true,
            new Hints("eu", List.of("a", "b"), Duration.ofMillis(1_500), true));
    // when
    ChatCall back = thereAndBack(CALLS, call);
    // then
    assertThat(back).isEqualTo(call);
    assertThat(back.needs())
        .isEqualTo(
            Set.of(
                Need.VISION, Need.FILES, Need.AUDIO, Need.TOOLS, Need.JSON_SCHEMA, Need.LOGPROBS));
  }

  @Test
  void aNativeBodyComesBackByteForByte() {
    ChatCall call =
        new ChatCall(
            "r1",
            "c",
            "m",
            false,
            Set.of(),
            Hints.NONE,
            new ChatCall.Native("openai", Bytes.wrap(new byte[] {0, -1, 127, -128}), true));
    assertThat(thereAndBack(CALLS, call)).isEqualTo(call);
  }

  @Test
  void usageAndItsRawFormComeBack() {
    ChatEvent event =
        new ChatEvent.UsageReported(
            new Usage(
                Long.MAX_VALUE,
                -1,
                0,
                1,
                2,
                3,
                4,
                5,
                6,
                Usage.Source.ESTIMATED,
                Json.of("{\"total\":1}")));
    assertThat(thereAndBack(EVENTS, event)).isEqualTo(event);
  }

  @Property
  void anyTextAndNumberComesBack(@ForAll int choice, @ForAll String text) {
    ChatEvent event = new ChatEvent.TextDelta(choice, well(text));
    assertThat(thereAndBack(EVENTS, event)).isEqualTo(event);
  }

  /** A lone surrogate has no UTF-8, and no JSON that we accept holds one. */
  private static String well(String text) {
    return Bytes.utf8(text).utf8();
  }

  @Property
  void bytesThatAreNoValueAreRefusedAndNothingElse(@ForAll byte[] bytes) {
    try {
      CALLS.read(Buffer.buffer(bytes), 0);
    } catch (RuntimeException refused) {
      assertThat(refused).isNotInstanceOf(ClassCastException.class);
    }
  }

  @Test
  void aLengthBeyondTheMessageIsRefusedBeforeItIsAllocated() {
    Buffer buffer = Buffer.buffer();
    EVENTS.write(buffer, new ChatEvent.TextDelta(0, "hello"));
    Buffer cut = buffer.getBuffer(0, buffer.length() - 2);
    assertThatThrownBy(() -> EVENTS.read(cut, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
