package io.lattice.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who tests the testers: the scripted upstream does what its scripts say. */
class ScriptedUpstreamTest {
  private static final String ASK = "{\"model\":\"m\"}";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final RawClient client = RawClient.to(upstream.port());

  @AfterEach
  void end() {
    client.close();
    upstream.close();
  }

  @Test
  void answersInTurnOnOneConnectionAndRemembersWhatItWasAsked() {
    upstream.on(
        "m", Script.json(429, "{}").header("retry-after", "2"), Script.json(200, "{\"a\":1}"));

    RawResponse first = client.post("/v1/chat", ASK, "x-a: 1", "x-a: 2").response();
    RawResponse second = client.post("/v1/chat", ASK).response();

    assertThat(first.status()).isEqualTo(429);
    assertThat(second.text()).isEqualTo("{\"a\":1}");
    assertThat(upstream.accepted()).isEqualTo(1);
    assertThat(upstream.calls("m")).hasSize(2);
    Call call = upstream.calls().get(0);
    assertThat(call.method() + " " + call.target()).isEqualTo("POST /v1/chat");
    assertThat(call.headers("x-a")).containsExactly("1", "2");
    assertThat(call.body()).isEqualTo(ASK);
  }

  @Test
  void choosesTheScriptByTheDeploymentInThePath() {
    upstream.on("gpt-4o-eu", Script.json(200, "{}"));

    int status =
        client
            .post("/openai/deployments/gpt-4o-eu/chat/completions?api-version=1", "{}")
            .response()
            .status();

    assertThat(status).isEqualTo(200);
  }

  @Test
  void streamsInChunksAndWaitsAtAGate() {
    Gate gate = new Gate();
    upstream.on("m", Script.sse().event("1").await(gate).splitEvery(3).event("grüß dich").done());

    RawResponse answer = client.post("/", ASK).response();
    assertThat(answer.event()).isEqualTo("1");
    assertThat(upstream.busyConnections()).isEqualTo(1);
    gate.open();

    assertThat(answer.events()).isEqualTo(List.of("grüß dich", "[DONE]"));
    upstream.awaitCall("m").awaitPlayed();
    assertThat(upstream.busyConnections()).isZero();
    assertThat(upstream.openConnections()).isEqualTo(1);
  }

  @Test
  void seesAClientThatLeavesInTheMidstOfAScript() {
    upstream.on("m", Script.sse().event("1").stall());
    client.post("/", ASK).response().event();

    client.close();

    upstream.awaitCall("m").awaitGone();
    Patience.await("the connection to be forgotten").until(() -> upstream.openConnections() == 0);
  }

  @Test
  void resetsAndEndsAndCuts() {
    upstream.on(
        "m",
        Script.sse().event("1").reset(),
        Script.answer(200).send("all of it").fin(),
        Script.answer(200).length(50).send("too little").fin());

    RawResponse reset = client.post("/", ASK).response();
    assertThatThrownBy(reset::text).isInstanceOf(UncheckedIOException.class);
    try (RawClient second = RawClient.to(upstream.port())) {
      assertThat(second.post("/", ASK).response().text()).isEqualTo("all of it");
    }
    try (RawClient third = RawClient.to(upstream.port())) {
      assertThatThrownBy(() -> third.post("/", ASK).response()).hasMessageContaining("10 of 50");
    }
  }

  @Test
  void playsBytesBeforeAnyRequest() {
    String early = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";
    try (ScriptedUpstream rash = ScriptedUpstream.start()) {
      rash.onConnect(Script.raw().bytes(early).stall());

      try (RawClient listener = RawClient.to(rash.port())) {
        assertThat(listener.response().text()).isEqualTo("hi");
      }

      Patience.await("the end of the script").until(() -> rash.openConnections() == 0);
    }
  }

  @Test
  void dropsTheSynOfWhoeverConnectsToASilentPort() {
    try (SilentPort silent = SilentPort.open();
        Socket socket = new Socket()) {
      assertThatThrownBy(
              () -> socket.connect(new InetSocketAddress("127.0.0.1", silent.port()), 300))
          .isInstanceOf(SocketTimeoutException.class);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  @Test
  void signsGoodCertificatesAndBadOnes(@TempDir Path folder) throws Exception {
    Authority authority = Authority.in(folder);

    assertThat(get(authority, authority.good())).isEqualTo(404);
    assertThatThrownBy(() -> get(authority, authority.expired()))
        .isInstanceOf(SSLHandshakeException.class)
        .hasStackTraceContaining("NotAfter");
    assertThatThrownBy(() -> get(authority, authority.wrongHost()))
        .isInstanceOf(SSLHandshakeException.class)
        .hasStackTraceContaining("No subject alternative names");
  }

  private static int get(Authority authority, SSLContext server) throws Exception {
    try (ScriptedUpstream secure = ScriptedUpstream.startTls(server)) {
      HttpURLConnection connection = (HttpURLConnection) secure.url("/").toURL().openConnection();
      ((HttpsURLConnection) connection).setSSLSocketFactory(trusting(authority).getSocketFactory());
      return connection.getResponseCode();
    }
  }

  private static SSLContext trusting(Authority authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(authority.trustStore())) {
      store.load(file, Authority.PASSWORD.toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
