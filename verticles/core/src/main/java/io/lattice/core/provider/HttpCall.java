package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ProviderSide;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One call to a provider, from the go to its end. Confined to its verticle's context. */
final class HttpCall implements Answer {

  /**
   * All that a call needs to know, made before anything is spent.
   *
   * @param maxFrameBytes at most this much in one frame of a stream
   * @param headers until the answer's headers, which of a whole answer come only with its end
   */
  record Plan(
      String deployment,
      RequestOptions target,
      WrittenRequest request,
      ProviderSide dialect,
      Reading reading,
      int maxFrameBytes,
      Duration headers,
      Duration idle) {}

  /** Opens a connection, or takes one from the pool. */
  interface Connector {
    Future<HttpClientRequest> connect(RequestOptions target);
  }

  private enum Phase {
    NEW,
    CONNECTING,
    WAITING,
    READING,
    /** The answer is complete, its connection not yet free. */
    DRAINING,
    DONE
  }

  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final Plan plan;
  private final Connector connector;
  private final LiveCalls live;
  private final LongSupplier ticker;
  private final OutgoingStream out;
  private Phase phase = Phase.NEW;
  private long since;
  private boolean paused;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private @Nullable BodyReader reader;

  HttpCall(
      Plan plan, Connector connector, LiveCalls live, LongSupplier ticker, OutgoingStream out) {
    this.plan = plan;
    this.connector = connector;
    this.live = live;
    this.ticker = ticker;
    this.out = out;
  }

  @Override
  public void start() {
    enter(Phase.CONNECTING);
    live.add(this);
    if (!plan.request().adaptation().isNone()) {
      out.send(List.of(new ChatEvent.RequestAdapted(plan.request().adaptation())));
    }
    connector
        .connect(plan.target())
        .onSuccess(this::connected)
        .onFailure(
            problem ->
                fail(
                    ConnectionProblem.beforeRequest(
                        plan.deployment(), plan.target().getHost(), problem)));
  }

  private void connected(HttpClientRequest connected) {
    if (phase == Phase.DONE) {
      connected.reset();
      return;
    }
    request = connected;
    enter(Phase.WAITING);
    connected.response().onSuccess(this::answered).onFailure(this::broken);
    connected.end(Buffer.buffer(plan.request().body().array()));
  }

  private void answered(HttpClientResponse answer) {
    if (phase == Phase.DONE) {
      return;
    }
    response = answer;
    reader =
        UpstreamAnswer.readerOf(
            answer, plan.dialect(), plan.reading(), plan.maxFrameBytes(), plan.deployment());
    enter(Phase.READING);
    answer.exceptionHandler(this::broken);
    answer.endHandler(ignored -> ended());
    answer.handler(this::received);
    if (paused) {
      answer.pause();
    }
  }

  private void received(Buffer bytes) {
    since = ticker.getAsLong();
    if (phase == Phase.READING && reader != null) {
      try {
        emit(reader.read(bytes));
      } catch (DialectException e) {
        fail(e.error());
      }
    }
  }

  private void ended() {
    if (phase == Phase.READING && reader != null) {
      emit(reader.end());
    }
    finish();
  }

  private void broken(Throwable problem) {
    if (phase == Phase.WAITING || phase == Phase.READING) {
      fail(
          ConnectionProblem.afterRequest(
              plan.deployment(), plan.target().getHost(), phase == Phase.READING));
    }
    finish();
  }

  /** Passes events on; a terminal one ends the call, a failed one its connection too. */
  private void emit(List<ChatEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    ChatEvent last = events.get(events.size() - 1);
    if (last instanceof ChatEvent.MessageEnded) {
      enter(Phase.DRAINING);
    } else if (last instanceof ChatEvent.MessageFailed) {
      hangUp();
    }
    out.send(events);
  }

  private void fail(ChatError error) {
    if (phase != Phase.DONE) {
      emit(UpstreamAnswer.failed(error));
    }
  }

  /** Ends what takes too long. While the asker holds us back, silence is its own. */
  void sweep() {
    if (phase == Phase.WAITING && isOver(plan.headers())) {
      fail(overdue("sent no answer within", plan.headers()));
    } else if (phase == Phase.READING && !paused && isOver(plan.idle())) {
      fail(overdue("was silent for", plan.idle()));
    } else if (phase == Phase.DRAINING && isOver(DRAIN)) {
      hangUp();
    }
  }

  private boolean isOver(Duration limit) {
    return ticker.getAsLong() - since > limit.toNanos();
  }

  private ChatError overdue(String what, Duration limit) {
    return new ChatError(
        ErrorKind.UPSTREAM_TIMEOUT,
        "deployment '%s': %s %s %d ms"
            .formatted(plan.deployment(), plan.target().getHost(), what, limit.toMillis()));
  }

  private void enter(Phase next) {
    phase = next;
    since = ticker.getAsLong();
  }

  private void hangUp() {
    finish();
    if (request != null) {
      request.reset();
    }
  }

  private void finish() {
    phase = Phase.DONE;
    live.remove(this);
  }

  @Override
  public void pause() {
    paused = true;
    if (response != null) {
      response.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    since = ticker.getAsLong();
    if (response != null) {
      response.resume();
    }
  }

  @Override
  public void cancel(String reason) {
    hangUp();
  }
}
