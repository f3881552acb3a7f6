package io.lattice.node.ask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeClientTest {

  private static final Question WHOLE = new Question("Who are you?", "lattice-guide", false);
  private static final Question STREAMED = new Question("Who are you?", "lattice-guide", true);

  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final AtomicReference<@Nullable String> key = new AtomicReference<>();
  private final List<String> words = new ArrayList<>();
  private HttpServer node;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.start();
  }

  @AfterEach
  void stop() {
    node.stop(0);
  }

  @Test
  void asksInTheOpenAiShapeAndHandsOverTheWholeAnswer() throws AskException {
    answer(200, "{\"choices\":[{\"message\":{\"content\":\"A guide – mostly.\"}}]}");

    client("secret").ask(WHOLE, words::add);

    assertThat(words).containsExactly("A guide – mostly.");
    assertThat(key.get()).isEqualTo("Bearer secret");
    assertThat(new JsonObject(asked.get()))
        .isEqualTo(
            new JsonObject(
                """
                {"model":"lattice-guide","stream":false,
                 "messages":[{"role":"user","content":"Who are you?"}]}
                """));
  }

  @Test
  void handsOverAStreamAsItComes() throws AskException {
    answer(
        200,
        """
        : keep-alive

        data: {"choices":[{"delta":{"role":"assistant"}}]}

        data: {"choices":[{"delta":{"content":"A "}}]}

        data: {"choices":[{"delta":{"content":"guide."}}]}

        data: {"choices":[],"usage":{"total_tokens":3}}

        data: [DONE]

        """);

    client(null).ask(STREAMED, words::add);

    assertThat(String.join("", words)).isEqualTo("A guide.");
  }

  @Test
  void saysWhatTheNodeSaysIsWrong() {
    answer(404, "{\"error\":{\"message\":\"model 'x' is not known\",\"type\":\"not_found\"}}");

    assertThatThrownBy(() -> client(null).ask(WHOLE, words::add))
        .isInstanceOf(AskException.class)
        .hasMessage("model 'x' is not known");
  }

  @Test
  void saysTheStatusWhereTheNodeSaysNothing() {
    answer(500, "<html>");

    assertThatThrownBy(() -> client(null).ask(WHOLE, words::add))
        .hasMessage("The node answered with HTTP status 500.");
  }

  @Test
  void failsAtAnErrorInTheStream() {
    answer(
        200,
        """
        data: {"choices":[{"delta":{"content":"A "}}]}

        data: {"error":{"message":"the upstream broke off"}}

        """);

    assertThatThrownBy(() -> client(null).ask(STREAMED, words::add))
        .hasMessage("the upstream broke off");
    assertThat(words).containsExactly("A ");
  }

  @Test
  void failsWhereAStreamMerelyEnds() {
    answer(200, "data: {\"choices\":[{\"delta\":{\"content\":\"A \"}}]}\n\n");

    assertThatThrownBy(() -> client(null).ask(STREAMED, words::add))
        .hasMessage("The stream ended before the answer did.");
  }

  @Test
  void saysHowToStartANodeWhereNoneAnswers() throws IOException {
    URI nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    assertThatThrownBy(() -> new NodeClient(nobody, null).ask(WHOLE, words::add))
        .hasMessage("No node answers at " + nobody + "; start one with ./run.sh.");
  }

  @Test
  void refusesAnEmptyQuestion() {
    assertThatThrownBy(() -> new Question("  ", "lattice-guide", false))
        .hasMessage("the question is empty; write one");
  }

  private NodeClient client(@Nullable String secret) {
    return new NodeClient(URI.create("http://127.0.0.1:" + node.getAddress().getPort()), secret);
  }

  private void answer(int status, String body) {
    node.createContext(
        "/v1/chat/completions",
        exchange -> {
          asked.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          key.set(exchange.getRequestHeaders().getFirst("authorization"));
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
