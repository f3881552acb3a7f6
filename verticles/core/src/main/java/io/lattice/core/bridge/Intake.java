package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.TokenCounting;
import io.lattice.core.dialect.Writing;
import io.lattice.core.observe.Observation;
import io.lattice.core.observe.RequestLog;
import io.lattice.core.observe.RequestRecord;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request until it is asked: who asks, whether it may be read, reading it. Whatever is refused
 * here has cost no body, or at most one.
 */
final class Intake {
  private final ChatEndpoint endpoint;
  private final Visit visit;
  private final Matter matter;
  private final long startNanos;
  private String caller = "";
  private Hints hints = Hints.NONE;

  /** What is asked for. */
  private sealed interface Matter {}

  /**
   * A chat.
   *
   * @param path what the path tells, or null where the body tells all
   */
  private record Chat(@Nullable PathFacts path) implements Matter {}

  /**
   * Vectors.
   *
   * @param model what the path names, or empty
   */
  private record Vectors(EmbeddingAsking asking, String model) implements Matter {}

  /**
   * How many tokens a question would take.
   *
   * @param model what the path names, or empty
   */
  private record Count(TokenCounting counting, String model) implements Matter {}

  private Intake(ChatEndpoint endpoint, Visit visit, Matter matter) {
    this.endpoint = endpoint;
    this.visit = visit;
    this.matter = matter;
    this.startNanos = endpoint.around().ticker().getAsLong();
  }

  /**
   * Of a chat.
   *
   * @param path what the path tells, or null where the body tells all
   */
  static Intake chat(ChatEndpoint endpoint, Visit visit, @Nullable PathFacts path) {
    return new Intake(endpoint, visit, new Chat(path));
  }

  /**
   * Of a request for vectors.
   *
   * @param model what the path names, or empty
   */
  static Intake vectors(ChatEndpoint endpoint, Visit visit, EmbeddingSpeech speech, String model) {
    return new Intake(endpoint, visit, new Vectors(new EmbeddingAsking(speech), model));
  }

  /**
   * Of a request for a count of tokens.
   *
   * @param model what the path names, or empty
   */
  static Intake count(ChatEndpoint endpoint, Visit visit, TokenCounting counting, String model) {
    return new Intake(endpoint, visit, new Count(counting, model));
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
      if (matter instanceof Vectors vectors) {
        Asked asked = vectors.asking().ask(visit.id(), caller, hints, body, vectors.model());
        Observation seen = new Observation(endpoint.around().ticker());
        exchange(asked.call(), whole(asked.writing(), seen), seen);
      } else if (matter instanceof Count count) {
        Asked asked =
            new CountingAsking(endpoint.face(), count.counting())
                .ask(visit.id(), caller, hints, body, count.model(), visit.headers());
        Observation seen = new Observation(endpoint.around().ticker());
        exchange(asked.call(), whole(asked.writing(), seen), seen);
      } else if (matter instanceof Chat chat) {
        ask(body, chat.path());
      }
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  private void ask(Bytes body, @Nullable PathFacts path) {
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
            : whole(events -> face.speech().writeWhole(events, writing), seen);
    exchange(call, answer, seen);
  }

  private Answer whole(Function<List<ChatEvent>, Bytes> writing, Observation seen) {
    return new WholeAnswer(visit, endpoint.face().speech(), writing, seen);
  }

  private void exchange(ChatCall call, Answer answer, Observation seen) {
    new Exchange(
        visit, endpoint.face(), call, answer, seen, endpoint.around().chats(), endpoint.meters());
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
