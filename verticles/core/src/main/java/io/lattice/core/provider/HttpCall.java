package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.core.dialect.DialectException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to a provider, from the go to its end. Confined to its verticle's context. */
final class HttpCall implements Answer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCall.class);

  /** Opens a connection, or takes an idle one. */
  interface Connector {
    Future<HttpClientRequest> connect(RequestOptions target);
  }

  private enum Phase {
    NEW,
    QUEUED,
    CONNECTING,
    WAITING,
    READING,
    /** The answer is complete, its connection not yet free. */
    DRAINING,
    DONE
  }

  /** For all that a provider sends behind its end, however it comes. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final CallPlan plan;
  private final Connector connector;
  private final Seats.Seat seat;
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
      CallPlan plan,
      Connector connector,
      Seats seats,
      LiveCalls live,
      LongSupplier ticker,
      OutgoingStream out) {
    this.plan = plan;
    this.connector = connector;
    this.seat = seats.seat(() -> safely(this::connect));
    this.live = live;
    this.ticker = ticker;
    this.out = out;
  }

  @Override
  public void start() {
    enter(Phase.QUEUED);
    live.add(this);
    if (!plan.request().adaptation().isNone()) {
      out.send(List.of(new ChatEvent.RequestAdapted(plan.request().adaptation())));
    }
    if (!seat.ask()) {
      fail(ConnectionProblem.queueFull(plan));
    }
  }

  private void connect() {
    enter(Phase.CONNECTING);
    connector
        .connect(plan.target())
        .onSuccess(connected -> safely(() -> send(connected)))
        .onFailure(problem -> fail(ConnectionProblem.beforeRequest(plan, problem)));
  }

  private void send(HttpClientRequest connected) {
    if (phase == Phase.DONE) {
      connected.reset();
      return;
    }
    request = connected;
    enter(Phase.WAITING);
    connected
        .response()
        .onSuccess(answer -> safely(() -> answered(answer)))
        .onFailure(this::broken);
    connected.end(Buffer.buffer(plan.request().body().array()));
  }

  private void answered(HttpClientResponse answer) {
    if (phase == Phase.DONE) {
      return;
    }
    response = answer;
    if (LOG.isDebugEnabled()) {
      LOG.atDebug()
          .addKeyValue("deployment", plan.deployment())
          .addKeyValue("status", answer.statusCode())
          .addKeyValue("provider", ProviderRequest.facts(answer::getHeader))
          .log("a provider began to answer");
    }
    reader = UpstreamAnswer.readerOf(answer, plan);
    enter(Phase.READING);
    answer.exceptionHandler(this::broken);
    answer.endHandler(ignored -> ended());
    answer.handler(bytes -> safely(() -> received(bytes)));
    if (paused) {
      answer.pause();
    }
  }

  private void received(Buffer bytes) {
    if (phase == Phase.READING && reader != null) {
      if (reader.everyByteCounts()) {
        since = ticker.getAsLong();
      }
      emit(reader.read(bytes));
    }
  }

  private void ended() {
    if (phase == Phase.READING && reader != null) {
      BodyReader all = reader;
      safely(() -> emit(all.end()));
    }
    if (phase == Phase.READING) {
      fail(ConnectionProblem.inAnswer(plan));
    }
    finish();
  }

  private void broken(Throwable problem) {
    if (phase == Phase.WAITING) {
      fail(ConnectionProblem.beforeAnswer(plan));
    } else if (phase == Phase.READING) {
      cutOff(ConnectionProblem.inAnswer(plan));
    }
    finish();
  }

  /** No more of the answer comes. What there is may tell more than that. */
  private void cutOff(ChatError reason) {
    safely(() -> emit(reader == null ? UpstreamAnswer.failed(reason) : reader.cutOff(reason)));
  }

  /** Whatever breaks down in a step fails this call, at once, and no other. */
  private void safely(Runnable step) {
    try {
      step.run();
    } catch (DialectException e) {
      fail(e.error());
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("deployment", plan.deployment())
          .log("a call to a provider broke down");
      fail(ConnectionProblem.ourOwn(plan));
    }
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
    out.send(response == null ? events : ProviderRequest.named(events, response::getHeader));
  }

  private void fail(ChatError error) {
    if (phase != Phase.DONE) {
      emit(UpstreamAnswer.failed(error));
    }
  }

  /** Ends what takes too long. While the asker holds us back, silence is its own. */
  void sweep() {
    if (phase == Phase.QUEUED && isOver(plan.queue())) {
      fail(ConnectionProblem.queuedTooLong(plan));
    } else if (phase == Phase.WAITING && isOver(plan.headers())) {
      fail(ConnectionProblem.noAnswer(plan));
    } else if (phase == Phase.READING && !paused && isOver(plan.idle())) {
      cutOff(ConnectionProblem.silence(plan));
    } else if (phase == Phase.DRAINING && isOver(DRAIN)) {
      hangUp();
    }
  }

  private boolean isOver(Duration limit) {
    return ticker.getAsLong() - since > limit.toNanos();
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
    seat.leave();
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
