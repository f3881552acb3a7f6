package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.CallerSide;
import io.lattice.core.observe.Metrics;
import io.vertx.core.Vertx;

/** What Prometheus reads. Written on a worker thread, because it takes milliseconds. */
record MetricsEndpoint(Vertx vertx, Metrics metrics, Callers callers, CallerSide speech)
    implements Endpoint {

  @Override
  public void serve(Visit visit) {
    callers.identify(visit.headers());
    vertx
        .executeBlocking(metrics::scrape)
        .onComplete(
            text -> visit.head(200, HeaderNames.PROMETHEUS_TEXT).finish(Bytes.utf8(text)),
            thrown -> Replies.refuse(visit, speech, Replies.refusalFor(thrown, visit.id())));
  }
}
