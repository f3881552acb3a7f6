package io.lattice.node.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.core.testing.BufferLeaks;
import io.lattice.core.testing.Call;
import io.lattice.core.testing.RawClient;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.net.SocketException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no decent client sends: nothing of them reaches an upstream, or stays behind. */
@OnFaultBench
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestFaultsTest {
  private static final String POST =
      "POST " + Gateway.CHAT + " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
  private static final String HUGE = "content-length: 104857600\r\n";

  private final BufferLeaks leaks = BufferLeaks.watch();
  private final FaultBench bench;
  private final String model;

  RequestFaultsTest(FaultBench bench) {
    this.bench = bench;
    this.model = bench.alone(OpenAiStreams.whole("Hello"));
  }

  @AfterAll
  void loseNoBuffer() {
    try (leaks) {
      assertThat(leaks.find()).isEmpty();
    }
  }

  private int calls() {
    return bench.alpha().calls().size() + bench.beta().calls().size();
  }

  private static void assertRefused(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error().getString("type")).isEqualTo("invalid_request_error");
    assertThat(reply.error().getString("message")).isNotBlank();
    assertThat(reply.error().fieldNames()).contains("param", "code");
  }

  /** Nothing comes any more, and the connection ends. */
  private static void assertEnded(RawClient client) {
    assertThatThrownBy(client::response)
        .cause()
        .isInstanceOfAny(EOFException.class, SocketException.class);
  }

  @ParameterizedTest(name = "50: a body of 100 MB is refused by its announcement, {0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {"of which nothing came,``", "before it is asked for,Expect: 100-continue"})
  void row50(String when, String field) {
    int before = calls();
    String more = field.isEmpty() ? "" : field + "\r\n";
    bench.gateway().noteAsked();

    try (RawClient client = bench.gateway().connect().send(POST + HUGE + more + "\r\n")) {
      Reply reply = Reply.of(client.response());

      assertRefused(reply, 413);
      assertThat(reply.header("connection")).isEqualTo("close");
      assertEnded(client);
    }
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  @DisplayName("50: a body that grows too large is refused at the limit, and not read on")
  void row50Chunked() {
    int before = calls();
    byte[] chunk = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(ISO_8859_1);
    bench.gateway().noteAsked();

    try (RawClient client = bench.gateway().connect()) {
      client.send(POST + "transfer-encoding: chunked\r\n\r\n");
      for (int megabytes = 0; megabytes <= 20; megabytes++) {
        client.send(chunk);
      }
      Reply reply = Reply.of(client.response());

      assertRefused(reply, 413);
      assertThat(reply.header("connection")).isEqualTo("close");
      client.sendUntilRefused(chunk);
    }
    assertThat(calls()).isEqualTo(before);
  }

  @ParameterizedTest(name = "51: {0} is no JSON that anybody sends")
  @ValueSource(
      strings = {
        "100,000 containers in each other",
        "one container more than the limit",
        "a number of 2000 digits",
        "a million fields",
        "a field twice",
        "a number past a double",
        "half of a surrogate pair",
        "not a number",
        "something behind it"
      })
  void row51(String what) {
    String odd =
        switch (what) {
          case "100,000 containers in each other" -> nested(100_000);
          case "one container more than the limit" -> nested(32);
          case "a number of 2000 digits" -> "1".repeat(2_000);
          case "a million fields" ->
              IntStream.range(0, 1_000_000)
                  .mapToObj(i -> "\"k" + i + "\":1")
                  .collect(Collectors.joining(",", "{", "}"));
          case "a field twice" -> "1,\"model\":\"" + model + "\"";
          case "a number past a double" -> "1e400";
          case "half of a surrogate pair" -> "\"\\ud83d\"";
          case "not a number" -> "NaN";
          default -> "1}{\"y\":1";
        };

    refusesOnlyThis(with(odd).getBytes(ISO_8859_1));
  }

  @Test
  @DisplayName("51: as many containers as the operator allows pass")
  void row51Limit() {
    Reply reply = bench.gateway().ask(new JsonObject(with(nested(31))));

    assertThat(reply.text()).isEqualTo("Hello");
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  /** A good question with one more field of this value. */
  private String with(String value) {
    String question = Gateway.question(model).encode();
    return question.substring(0, question.length() - 1) + ",\"x\":" + value + "}";
  }

  @ParameterizedTest(name = "52: {0} is no text")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a byte that UTF-8 never has,\\377",
        "an overlong slash,\\300\\257",
        "a surrogate in UTF-8,\\355\\240\\200",
        "a character that is cut,\\342\\202",
        "a null,\\0"
      })
  void row52(String what, String bytes) {
    refusesOnlyThis(with("\"" + bytes.translateEscapes() + "\"").getBytes(ISO_8859_1));
  }

  /** It gets a 400, and the next question over the same connection its answer. */
  private void refusesOnlyThis(byte[] body) {
    int before = calls();
    bench.gateway().noteAsked();
    bench.gateway().noteAsked();

    try (RawClient client = bench.gateway().connect()) {
      Reply refusal = Reply.of(client.post(Gateway.CHAT, body).response());
      int between = calls();
      String good = Gateway.question(model).encode();
      Reply next = Reply.of(client.post(Gateway.CHAT, good).response());

      assertRefused(refusal, 400);
      assertThat(refusal.error().getString("code")).isEqualTo("invalid_json");
      assertThat(between).isEqualTo(before);
      assertThat(next.text()).isEqualTo("Hello");
    }
    assertThat(calls()).isEqualTo(before + 1);
  }

  @ParameterizedTest(name = "53: {0} in a field''s value is refused, and the connection closed")
  @CsvSource(
      quoteCharacter = '`',
      value = {"a carriage return,a\\rx-evil: 1", "a null,a\\0b", "a control byte,a\\1b"})
  void row53(String what, String value) {
    refusesAndCloses(
        POST + "x-lattice-tags: " + value.translateEscapes() + "\r\ncontent-length: 0\r\n\r\n");
  }

  @ParameterizedTest(name = "53: {0} is refused")
  @ValueSource(
      strings = {
        "x-lattice-tags: a b",
        "x-lattice-tags: a\tb",
        "x-lattice-residency: eu;x",
        "x-lattice-unknown: 1"
      })
  void row53Hint(String line) {
    int before = calls();

    assertRefused(bench.gateway().ask(Gateway.question(model), line), 400);
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  @DisplayName("53: a model's name with line ends gets into no header")
  void row53Model() {
    Reply reply = bench.gateway().ask("no\r\nx-injected: 1");

    assertRefused(reply, 404);
    assertThat(reply.headers()).doesNotContainKey("x-injected");
  }

  @Test
  @DisplayName("53: of a caller's fields none reaches the upstream")
  void row53Fields() {
    String alone = bench.alone(OpenAiStreams.whole("Hello"));

    Reply reply =
        bench
            .gateway()
            .ask(
                Gateway.question(alone),
                "authorization: Bearer of-the-caller",
                "x-request-id: odd id",
                "cookie: of-the-caller",
                "x-evil: of-the-caller");

    Call call = bench.alpha().awaitCall(alone);
    assertThat(reply.header("x-request-id")).isNotEmpty().doesNotContain("odd");
    assertThat(call.headers("authorization")).containsExactly("Bearer sk-proof");
    assertThat(call.headers().toString()).doesNotContain("of-the-caller", "odd id");
  }

  @ParameterizedTest(name = "54: {0} is refused, and nothing behind it is looked at")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a length and chunks      | 400 | POST / HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-length: 5\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          another coding           | 400 | POST / HTTP/1.1\\r\\nhost: localhost\\r\\ntransfer-encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n
          two codings              | 400 | POST / HTTP/1.1\\r\\nhost: localhost\\r\\ntransfer-encoding: identity\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          a folded coding          | 400 | POST / HTTP/1.1\\r\\nhost: localhost\\r\\ntransfer-encoding:\\r\\n chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          two lengths              | 400 | POST / HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-length: 5\\r\\ncontent-length: 6\\r\\n\\r\\nhello!
          chunks in HTTP/1.0       | 400 | POST / HTTP/1.0\\r\\nhost: localhost\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          two hosts                | 400 | GET / HTTP/1.1\\r\\nhost: localhost\\r\\nhost: localhost\\r\\n\\r\\n
          no host                  | 400 | GET / HTTP/1.1\\r\\n\\r\\n
          an absolute target       | 400 | GET http://localhost/ HTTP/1.1\\r\\nhost: localhost\\r\\n\\r\\n
          a space before the colon | 400 | GET / HTTP/1.1\\r\\nhost : localhost\\r\\n\\r\\n
          """)
  void row54(String what, int status, String bytes) {
    refusesAndCloses(status, bytes.translateEscapes());
  }

  @Test
  @DisplayName("54: the preface of HTTP/2 is not taken up, and ends the connection")
  void row54Preface() {
    int before = calls();

    try (RawClient client = bench.gateway().connect()) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + question());

      assertThat(client.response().status()).isEqualTo(501);
      client.awaitEnd();
    }
    assertThat(calls()).isEqualTo(before);
  }

  private void refusesAndCloses(String bytes) {
    refusesAndCloses(400, bytes);
  }

  /** One answer, though a whole good question comes behind. */
  private void refusesAndCloses(int status, String bytes) {
    int before = calls();
    try (RawClient client = bench.gateway().connect()) {
      client.send(bytes + question());
      Reply reply = Reply.of(client.response());

      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.error().getString("type")).isEqualTo("invalid_request_error");
      assertEnded(client);
    }
    assertThat(calls()).isEqualTo(before);
  }

  private String question() {
    String body = Gateway.question(model).encode();
    return POST + "content-length: " + body.length() + "\r\n\r\n" + body;
  }

  @Test
  @DisplayName("54: a body whose chunks are none ends the connection")
  void row54Chunks() {
    int before = calls();
    bench.gateway().noteAsked();

    try (RawClient client = bench.gateway().connect()) {
      client.send(POST + "transfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n\r\n" + question());
      assertEnded(client);
    }
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  @DisplayName("54: an upgrade to HTTP/2 is not taken up")
  void row54Upgrade() {
    Reply reply =
        bench
            .gateway()
            .ask(
                Gateway.question(model),
                "connection: upgrade, http2-settings",
                "upgrade: h2c",
                "http2-settings: AAMAAABkAAQAAP__");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("Hello");
  }

  @Test
  @DisplayName("54: a question that waits behind another one leaves with its client")
  void row54Waiting() {
    String stalled = bench.alone(OpenAiStreams.begun("Hello").stall());
    int before = calls();
    String first = Gateway.streamed(stalled).encode();
    bench.gateway().noteAsked();

    try (RawClient client = bench.gateway().connect().post(Gateway.CHAT, first)) {
      assertThat(new OpenStream(client).nextText()).isEqualTo("Hello");
      client.send(question() + question());
      client.reset();
    }

    bench.alpha().awaitCall(stalled).awaitGone();
    assertThat(calls()).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("61: a head that does not come in time ends the connection")
  void row61Head() {
    int before = calls();

    try (RawClient client = bench.gateway().connect().send(POST + "x-slow: a")) {
      client.awaitEnd();
    }
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  @DisplayName("61: a body that comes too slowly is refused, and ends the connection")
  void row61Body() {
    int before = calls();
    bench.gateway().noteAsked();

    try (RawClient client = bench.gateway().connect()) {
      client.send(POST + "content-length: 100\r\n\r\n{\"model\":");
      Reply reply = Reply.of(client.response());

      assertRefused(reply, 400);
      assertThat(reply.error().getString("message")).contains("too slowly");
      assertEnded(client);
    }
    assertThat(calls()).isEqualTo(before);
  }
}
