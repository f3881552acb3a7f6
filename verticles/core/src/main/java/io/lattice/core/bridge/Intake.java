package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.Writing;
import io.lattice.core.observe.Observation;
import io.lattice.core.observe.RequestLog;
import io.lattice.core.observe.RequestRecord;
import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One chat's request until it is asked: who asks, whether it may be read, reading it. Whatever is
 * refused here has cost no body, or at most one.
 */
final class Intake {
  private final ChatEndpoint endpoint;
  private final Visit visit;
  private final @Nullable PathFacts path;
  private final long startNanos;
  private String caller = "";
  private Hints hints = Hints.NONE;

  /**
   * @param path what the path tells, or null where the body tells all
   */
  Intake(ChatEndpoint endpoint, Visit visit, @Nullable PathFacts path) {
    this.endpoint = endpoint;
    this.visit = visit;
    this.path = path;
    this.startNanos = endpoint.around().ticker().getAsLong();
  }

  void begin() {
    endpoint.meters().began();
    visit.onOver(() -> settle(ErrorKind.CANCELLED));
    CharSequence idHeader = endpoint.face().idHeader();
    if (idHeader != null) {
      visit.header(idHeader, visit.id());
    }
    try {
      admit();
      BodyReader.read(visit, endpoint.options().limits(), startNanos)
          .onComplete(this::ask, this::refuse);
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  /** Everything that can be said against a request by its head. */
  private void admit() {
    if (endpoint.occupancy().isClosing()) {
      throw Refusal.shuttingDown();
    }
    MultiMap headers = visit.headers();
    caller = endpoint.callers().identify(headers);
    BodyRules.check(headers, endpoint.options().limits().maxBodyBytes());
    hints = HintReader.read(headers);
    if (BodyRules.expectsContinue(headers)) {
      visit.request().response().writeContinue();
    }
  }

  private void ask(Bytes body) {
    try {
      Face face = endpoint.face();
      RequestFacts told = face.speech().inspect(body);
      RequestFacts facts = path == null ? told : told.at(path.model(), path.streamed());
      ChatCall call =
          new ChatCall(
              visit.id(),
              caller,
              facts.model(),
              facts.streamed(),
              facts.needs(),
              hints,
              new ChatCall.Native(
                  face.dialect(), body, facts.usageAsked(), face.headersOf(visit.headers())));
      exchange(call, facts, body);
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  private void exchange(ChatCall call, RequestFacts facts, Bytes body) {
    Face face = endpoint.face();
    Surroundings around = endpoint.around();
    Observation seen = new Observation(around.ticker());
    Writing writing =
        new Writing(
            visit.id(),
            facts.model(),
            around.clock().instant().getEpochSecond(),
            facts.usageAsked(),
            path == null ? StreamFraming.USUAL : path.framing(),
            body);
    Answer answer =
        facts.streamed()
            ? new StreamedAnswer(visit, face.speech(), writing, seen, endpoint.options())
            : new WholeAnswer(visit, face.speech(), writing, seen);
    new Exchange(visit, face, call, answer, seen, around.chats(), endpoint.meters());
  }

  private void refuse(Throwable thrown) {
    if (!visit.isOver()) {
      Refusal refusal = Replies.refusalFor(thrown, visit.id());
      visit.onOver(() -> settle(refusal.error().kind()));
      Replies.refuse(visit, endpoint.face().speech(), refusal);
    }
  }

  private void settle(ErrorKind kind) {
    endpoint.meters().refused(kind);
    Duration duration = Duration.ofNanos(endpoint.around().ticker().getAsLong() - startNanos);
    RequestLog.write(RequestRecord.refused(visit.id(), caller, kind, duration));
  }
}
