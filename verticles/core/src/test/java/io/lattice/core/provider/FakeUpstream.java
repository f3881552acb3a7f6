package io.lattice.core.provider;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.config.LatticeConfig;
import io.lattice.config.model.Deployment;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers "Hello" to everything, or breaks down. Safe on any thread. */
final class FakeUpstream implements Upstream {
  private final List<Deployment> prepared = new CopyOnWriteArrayList<>();
  private final AtomicInteger sweeps = new AtomicInteger();
  private volatile @Nullable RuntimeException problem;
  private volatile boolean busy;
  private volatile boolean closed;

  void breakWith(RuntimeException how) {
    problem = how;
  }

  void mend() {
    problem = null;
  }

  void keepBusy(boolean isBusy) {
    busy = isBusy;
  }

  List<Deployment> prepared() {
    return prepared;
  }

  int sweeps() {
    return sweeps.get();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public Answer prepare(
      ChatCall call, Deployment deployment, LatticeConfig config, OutgoingStream out) {
    RuntimeException broken = problem;
    if (broken != null) {
      throw broken;
    }
    prepared.add(deployment);
    return new Answer() {
      @Override
      public void start() {
        out.send(List.of(new ChatEvent.TextDelta(0, "Hello"), new ChatEvent.MessageEnded()));
      }

      @Override
      public void pause() {}

      @Override
      public void resume() {}

      @Override
      public void cancel(String reason) {}
    };
  }

  @Override
  public Future<List<ProviderCheck>> check(LatticeConfig config) {
    return Future.succeededFuture(List.of(ProviderCheck.notAsked("one", "it is a fake")));
  }

  @Override
  public void sweep() {
    sweeps.incrementAndGet();
  }

  @Override
  public boolean isBusy() {
    return busy;
  }

  @Override
  public void close() {
    closed = true;
  }
}
