package io.lattice.api;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.StreamOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * Asks models over the event bus: of this JVM or of any node of its cluster.
 *
 * <p>Belongs to the context on which it was made, usually a verticle's: answers come there. Its
 * methods may be called on any thread. Make one for a verticle's life and close it with it.
 *
 * <pre>{@code
 * Lattice lattice = Lattice.on(vertx);
 * lattice.chat(ChatRequest.of("gpt-6-sol", "What is a lattice?"))
 *     .onSuccess(answer -> System.out.println(answer.text()));
 * }</pre>
 */
public final class Lattice {
  private final Vertx vertx;
  private final Context context;
  private final Future<Inbox> inbox;

  private Lattice(Vertx vertx, StreamOptions options) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    Promise<Inbox> opened = Promise.promise();
    context.runOnContext(
        ignored ->
            Inbox.open(vertx, UUID.randomUUID().toString(), options, System::nanoTime)
                .onComplete(opened));
    this.inbox = opened.future();
  }

  /** A client on the current context. */
  public static Lattice on(Vertx vertx) {
    return new Lattice(vertx, StreamOptions.DEFAULT);
  }

  /** A client on the current context with its own limits. */
  public static Lattice on(Vertx vertx, StreamOptions options) {
    return new Lattice(vertx, options);
  }

  /**
   * Asks and waits for the whole answer.
   *
   * @return fails with a {@link ChatFailure} of any kind
   */
  public Future<ChatResponse> chat(ChatRequest request) {
    return chat(request, Hints.NONE);
  }

  /** As {@link #chat(ChatRequest)}, with hints. */
  public Future<ChatResponse> chat(ChatRequest request, Hints hints) {
    Promise<ChatResponse> answer = Promise.promise();
    ResponseFold fold = new ResponseFold();
    ChatStream stream = open(request, hints, false);
    stream.exceptionHandler(answer::tryFail);
    stream.endHandler(ended -> answer.tryComplete(fold.response()));
    stream.handler(fold::add);
    return answer.future();
  }

  /** Asks for the answer as it is made. Nothing is lost until the stream's handler is set. */
  public ChatStream stream(ChatRequest request) {
    return stream(request, Hints.NONE);
  }

  /** As {@link #stream(ChatRequest)}, with hints. */
  public ChatStream stream(ChatRequest request, Hints hints) {
    return open(request, hints, true);
  }

  /** The models that can be asked, in the shape of OpenAI's list. */
  public Future<JsonObject> models() {
    return vertx
        .eventBus()
        .<JsonObject>request(Addresses.MODELS, new JsonObject())
        .map(reply -> reply.body());
  }

  /** What runs and how it is. */
  public Future<JsonObject> health() {
    return vertx
        .eventBus()
        .<JsonObject>request(Addresses.HEALTH, new JsonObject())
        .map(reply -> reply.body());
  }

  /** Ends every stream of this client, with an error, and gives its address back. */
  public Future<Void> close() {
    return inbox.compose(
        open -> {
          Promise<Void> closed = Promise.promise();
          context.runOnContext(ignored -> open.close().onComplete(closed));
          return closed.future();
        });
  }

  private ChatStream open(ChatRequest request, Hints hints, boolean streamed) {
    ChatStream stream = new ChatStream(context);
    ChatCall call = ChatCall.typed(UUID.randomUUID().toString(), "bus", request, streamed, hints);
    context.runOnContext(
        ignored ->
            inbox
                .onSuccess(
                    open ->
                        stream.attach(open.ask(Addresses.CHAT, false, call, null, stream::receive)))
                .onFailure(
                    problem ->
                        stream.fail(
                            new ChatError(
                                ErrorKind.INTERNAL,
                                "cannot listen on the event bus: " + problem.getMessage()))));
    return stream;
  }
}
