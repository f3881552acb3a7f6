package io.lattice.api;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.EmbeddingFold;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.EmbeddingResponse;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Hints;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.stream.Inbox;
import io.lattice.api.stream.StreamOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;

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
  private static final String CALLER = "bus";

  private final Vertx vertx;
  private final Context context;
  private final Future<Inbox> inbox;

  private Lattice(Vertx vertx, StreamOptions options) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    Promise<Inbox> opened = Promise.promise();
    context.runOnContext(
        ignored -> Inbox.open(vertx, newId(), options, System::nanoTime).onComplete(opened));
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
    ResponseFold fold = new ResponseFold();
    return whole(open(typed(request, hints, false)), fold::add, fold::response);
  }

  private static <T> Future<T> whole(ChatStream stream, Handler<ChatEvent> fold, Supplier<T> all) {
    Promise<T> answer = Promise.promise();
    stream.exceptionHandler(answer::tryFail);
    stream.endHandler(ended -> answer.tryComplete(all.get()));
    stream.handler(fold);
    return answer.future();
  }

  /** Asks for the answer as it is made. Nothing is lost until the stream's handler is set. */
  public ChatStream stream(ChatRequest request) {
    return stream(request, Hints.NONE);
  }

  /** As {@link #stream(ChatRequest)}, with hints. */
  public ChatStream stream(ChatRequest request, Hints hints) {
    return open(typed(request, hints, true));
  }

  /**
   * Has texts turned into vectors, one each and in their order. More of them than a provider takes
   * at a time are asked for in turn; either all are answered or none.
   *
   * @return fails with a {@link ChatFailure} of any kind
   */
  public Future<EmbeddingResponse> embed(EmbeddingRequest request) {
    return embed(request, Hints.NONE);
  }

  /** As {@link #embed(EmbeddingRequest)}, with hints. */
  public Future<EmbeddingResponse> embed(EmbeddingRequest request, Hints hints) {
    EmbeddingFold fold = new EmbeddingFold();
    ChatCall call = ChatCall.embeddings(newId(), CALLER, request, hints);
    return whole(open(call), fold::add, fold::response);
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

  private static ChatCall typed(ChatRequest request, Hints hints, boolean streamed) {
    return ChatCall.typed(newId(), CALLER, request, streamed, hints);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private ChatStream open(ChatCall call) {
    ChatStream stream = new ChatStream(context);
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
