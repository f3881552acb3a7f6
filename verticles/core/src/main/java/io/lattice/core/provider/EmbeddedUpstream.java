package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.provider.embedded.EmbeddedGuide;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** The provider in this process: answers without a network, a key or a cost. */
final class EmbeddedUpstream implements Upstream {
  private final String name;
  private final EmbeddedGuide guide;
  private final Phrasing phrasing;
  private final InstantSource clock;

  EmbeddedUpstream(String name, EmbeddedGuide guide, Phrasing phrasing, InstantSource clock) {
    this.name = name;
    this.guide = guide;
    this.phrasing = phrasing;
    this.clock = clock;
  }

  @Override
  public Answer prepare(
      ChatCall call, Deployment deployment, LatticeConfig config, OutgoingStream out) {
    ChatRequest request = requestOf(call);
    return new Recital(
        () -> guide.answer(request, "guide-" + call.requestId(), clock.instant().getEpochSecond()),
        call.streamed(),
        out);
  }

  private ChatRequest requestOf(ChatCall call) {
    if (call.payload() instanceof ChatCall.Typed typed) {
      return typed.request();
    }
    try {
      if (call.payload() instanceof ChatCall.Native body) {
        return phrasing.speechOf(body.dialect()).readRequest(body.body(), call.model());
      }
      throw Phrasing.notServed();
    } catch (DialectException e) {
      throw new ChatFailure(e.error());
    }
  }

  @Override
  public Future<List<ProviderCheck>> check(LatticeConfig config) {
    return Future.succeededFuture(
        config.provider(name).stream()
            .map(provider -> ProviderCheck.inProcess(provider, config))
            .toList());
  }

  @Override
  public void sweep() {}

  @Override
  public boolean isBusy() {
    return false;
  }

  @Override
  public void close() {}

  /** Makes the events of an answer that is known at once. */
  interface Script {
    List<ChatEvent> events();
  }

  /** Sends a known answer, piece by piece where it is streamed. */
  private static final class Recital implements Answer {
    private final Script script;
    private final boolean streamed;
    private final OutgoingStream out;
    private List<ChatEvent> events = List.of();
    private int next;
    private boolean paused;

    Recital(Script script, boolean streamed, OutgoingStream out) {
      this.script = script;
      this.streamed = streamed;
      this.out = out;
    }

    @Override
    public void start() {
      events = script.events();
      go();
    }

    private void go() {
      if (!streamed && next < events.size()) {
        next = events.size();
        out.send(events);
      }
      while (!paused && next < events.size()) {
        out.send(List.of(events.get(next++)));
      }
    }

    @Override
    public void pause() {
      paused = true;
    }

    @Override
    public void resume() {
      paused = false;
      go();
    }

    @Override
    public void cancel(String reason) {
      paused = true;
      events = List.of();
    }
  }
}
