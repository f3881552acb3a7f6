package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.WrittenRequest;
import io.lattice.core.testing.EventLoop;
import io.lattice.core.testing.MutableTime;
import io.lattice.core.testing.Patience;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One call, whose connection the test makes, until that connection stands. */
@ExtendWith(VertxExtension.class)
class HttpCallTest {
  private final ScriptedUpstream server =
      ScriptedUpstream.start().on("m", Script.json(200, UpstreamScene.whole("Hello")));
  private final MutableTime time = MutableTime.at(Instant.EPOCH);
  private final LiveCalls live = new LiveCalls();
  private final Seats seats = new Seats(1, 1);
  private final List<Promise<HttpClientRequest>> connecting = new ArrayList<>();
  private EventLoop loop;
  private HttpClient client;

  @BeforeEach
  void begin(Vertx vertx) {
    loop = EventLoop.of(vertx);
    client = vertx.createHttpClient();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private RequestOptions target() {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost("127.0.0.1")
        .setPort(server.port())
        .setURI("/v1/chat/completions");
  }

  private HttpCall call(HttpCall.Connector connector, Heard heard) {
    CallPlan plan =
        new CallPlan(
            "one/m",
            target(),
            new WrittenRequest(Bytes.utf8("{\"model\":\"m\"}"), Adaptation.NONE),
            UpstreamScene.OPENAI,
            new Expected(BodyForm.WHOLE, new Reading(false, true, 1_000)),
            1_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));
    return new HttpCall(plan, connector, seats, live, time, heard);
  }

  private HttpCall start(HttpCall.Connector connector, Heard heard) {
    return loop.get(
        () -> {
          HttpCall call = call(connector, heard);
          call.start();
          return call;
        });
  }

  private Future<HttpClientRequest> later(RequestOptions target) {
    Promise<HttpClientRequest> promise = Promise.promise();
    connecting.add(promise);
    return promise.future();
  }

  private void assertNothingIsLeft() {
    assertThat(loop.get(live::isEmpty)).isTrue();
    // Its seat too: another call gets one at once.
    Heard next = new Heard();
    start(client::request, next);
    Patience.await("the next call's answer").until(next::hasEnded);
    assertThat(next.text()).isEqualTo("Hello");
  }

  private ChatError errorAfter(Throwable problem) {
    Heard heard = new Heard();
    start(target -> Future.failedFuture(problem), heard);
    ChatError error = heard.error();
    assertNothingIsLeft();
    return error;
  }

  @Test
  void aRefusedConnectionIsUnreachable() {
    // when
    ChatError error = errorAfter(new ConnectException("secret detail"));
    // then
    assertThat(error)
        .isEqualTo(
            new ChatError(
                ErrorKind.UPSTREAM_UNREACHABLE,
                "deployment 'one/m': 127.0.0.1 refused the connection"));
  }

  @Test
  void aConnectionThatDoesNotComeInTimeIsATimeout() {
    assertThat(errorAfter(new ConnectTimeoutException()).kind())
        .isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
  }

  @Test
  void aConnectorThatBreaksDownFailsTheCall() {
    // given
    Heard heard = new Heard();
    // when
    start(
        target -> {
          throw new IllegalStateException("secret detail");
        },
        heard);
    // then
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(heard.error().message()).doesNotContain("secret");
    assertNothingIsLeft();
  }

  @Test
  void theTimeInTheQueueIsNoPartOfConnecting() {
    // given
    Heard first = new Heard();
    Heard second = new Heard();
    HttpCall busy = start(this::later, first);
    start(this::later, second);
    time.advance(Duration.ofMillis(1_900));
    // when
    loop.run(() -> busy.cancel("gone"));
    time.advance(Duration.ofSeconds(10));
    loop.run(live::sweep);
    // then
    assertThat(connecting).hasSize(2);
    assertThat(second.hasEnded()).isFalse();
    loop.run(() -> connecting.get(1).fail(new ConnectException()));
    assertThat(second.error().kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
  }

  @Test
  void aConnectionThatComesAfterACancelIsNotUsed() {
    // given
    Heard heard = new Heard();
    HttpCall call = start(this::later, heard);
    HttpClientRequest connection = loop.await(() -> client.request(target()));
    // when
    loop.run(() -> call.cancel("gone"));
    loop.run(() -> connecting.get(0).complete(connection));
    // then
    assertThat(heard.events()).isEmpty();
    assertNothingIsLeft();
    assertThat(server.calls("m")).hasSize(1);
  }

  @Test
  void saysNothingTwiceHoweverOftenItFails() {
    // given
    Heard heard = new Heard();
    HttpCall call = start(this::later, heard);
    // when
    loop.run(() -> connecting.get(0).fail(new ConnectException()));
    loop.run(
        () -> {
          call.sweep();
          call.cancel("gone");
          call.cancel("gone");
        });
    // then
    assertThat(heard.events()).hasSize(1).allMatch(ChatEvent.MessageFailed.class::isInstance);
    assertNothingIsLeft();
  }
}
