package io.lattice.api.stream;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.StreamMessage.Accepted;
import io.lattice.api.stream.StreamMessage.Batch;
import io.lattice.api.stream.StreamMessage.Cancel;
import io.lattice.api.stream.StreamMessage.Credit;
import io.lattice.api.stream.StreamMessage.Frame;
import io.lattice.api.stream.StreamMessage.Open;
import io.lattice.api.stream.StreamMessage.Ping;
import io.vertx.core.Closeable;
import io.vertx.core.Completable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where one context gets all its streams: one private address, registered once for its life, behind
 * which a number tells the streams apart. Registering an address per request would cost more than
 * the request.
 *
 * <p>Confined to the context on which {@link #open} was called.
 */
public final class Inbox {
  private static final long TICK_MILLIS = 500;

  private static final ChatError CLOSED =
      new ChatError(
          ErrorKind.SHUTTING_DOWN,
          "one end of the answer was closed; ask another node, or open a client that stays",
          PeerProblem.GONE);

  /** Told to an asker that may be frozen and read it when it wakes up. */
  private static final ChatError UNHEARD =
      new ChatError(
          ErrorKind.STREAM_INTERRUPTED,
          "nothing was heard of who asked for too long; ask again",
          PeerProblem.GONE);

  private final Vertx vertx;
  private final Context context;
  private final Post post;
  private final StreamOptions options;
  private final LongSupplier ticker;
  private final String address;
  private final Peers peers;
  private final Map<Long, Incoming> incoming = new HashMap<>();
  private final Map<Long, Outgoing> outgoing = new HashMap<>();
  private final MessageConsumer<StreamMessage> consumer;
  private final long timer;
  private final Closeable undeployed = this::undeployed;
  private long lastStream;
  private long lastPing;
  private boolean closed;

  private Inbox(Vertx vertx, String unique, StreamOptions options, LongSupplier ticker) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.options = options;
    this.ticker = ticker;
    this.post = new Post(vertx, options.accept());
    this.address = post.inboxAddress(unique);
    this.peers = new Peers(options.dead().toNanos());
    this.lastPing = ticker.getAsLong();
    this.consumer = vertx.eventBus().consumer(address, message -> received(message.body()));
    this.timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    ((ContextInternal) context).addCloseHook(undeployed);
  }

  /**
   * Opens an inbox on the current context. It closes with the verticle that the context belongs to.
   *
   * @param unique tells this inbox from every other that its node ever has
   * @param ticker monotonic nanoseconds
   */
  public static Future<Inbox> open(
      Vertx vertx, String unique, StreamOptions options, LongSupplier ticker) {
    Inbox inbox = new Inbox(vertx, unique, options, ticker);
    return inbox.consumer.completion().map(inbox);
  }

  /**
   * Asks whoever listens at an address.
   *
   * @param localOnly whether only this node may answer, which spares the cluster's lookup
   * @param deployment see {@link Answerer}
   * @param handler gets the events in batches, see {@link IncomingStream}; never called before this
   *     method returned
   */
  public IncomingStream ask(
      String where,
      boolean localOnly,
      ChatCall call,
      @Nullable String deployment,
      Consumer<List<ChatEvent>> handler) {
    long id = ++lastStream;
    Incoming stream =
        new Incoming(
            id,
            where,
            post,
            new CreditWindow(options.creditFrames(), options.creditBytes()),
            handler,
            incoming::remove);
    incoming.put(id, stream);
    if (closed) {
      context.runOnContext(ignored -> stream.fail(CLOSED));
      return stream;
    }
    post.request(where, localOnly, new Open(address, id, call, deployment))
        .onSuccess(reply -> stream.accepted((Accepted) reply.body()))
        .onFailure(problem -> stream.fail(refusalOf(problem, where)));
    return stream;
  }

  private static ChatError refusalOf(Throwable problem, String where) {
    if (problem instanceof ChatFailure failure) {
      return failure.error();
    }
    if (problem instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS) {
      return new ChatError(
          ErrorKind.NO_DEPLOYMENT_AVAILABLE,
          "nobody listens at '%s'; start a node that does".formatted(where),
          PeerProblem.NOT_ACCEPTED);
    }
    return new ChatError(
        ErrorKind.UPSTREAM_UNREACHABLE,
        "'%s' did not accept the request: %s".formatted(where, problem.getMessage()),
        PeerProblem.NOT_ACCEPTED);
  }

  /** Handles one message that opens a stream: accepts or refuses it, and spends nothing yet. */
  public void answer(Message<?> message, Answerer answerer) {
    Open open = (Open) message.body();
    long id = ++lastStream;
    long startBefore = ticker.getAsLong() + options.accept().plusSeconds(1).toNanos();
    Outgoing stream =
        new Outgoing(id, open.inbox(), open.stream(), post, startBefore, outgoing::remove);
    if (closed) {
      post.refuse(message, new ChatFailure(CLOSED));
      return;
    }
    try {
      stream.begin(answerer.answer(open.call(), open.deployment(), stream));
    } catch (ChatFailure refusal) {
      post.refuse(message, refusal);
      return;
    } catch (RuntimeException broken) {
      post.refuse(
          message,
          new ChatFailure(
              ErrorKind.INTERNAL,
              "the answer broke down before it began; the node's log says how"));
      throw broken;
    }
    outgoing.put(id, stream);
    post.accept(message, new Accepted(address, id));
  }

  /** Whether a message opens a stream, so that {@link #answer} may have it. */
  public static boolean isOpening(Object body) {
    return body instanceof Open;
  }

  /** How many streams live here, asked and answered. */
  public int liveStreams() {
    return incoming.size() + outgoing.size();
  }

  /**
   * Ends every stream with a node that left the cluster, also one that it was only asked for: its
   * acceptance may still be on its way, and nothing would follow it. May be called on any thread.
   */
  public void nodeLeft(String node) {
    onOwnContext(
        () -> {
          asked(stream -> stream.dependsOn(node)).forEach(stream -> stream.fail(stream.loss()));
          answeredTo(inbox -> Post.isOn(inbox, node))
              .forEach(stream -> stream.stop("the asker is gone"));
        });
  }

  /**
   * Ends every stream, tells those at their other ends, and gives the address back. What is asked
   * later fails. Idempotent.
   */
  public Future<Void> close() {
    if (!closed) {
      closed = true;
      ((ContextInternal) context).removeCloseHook(undeployed);
      vertx.cancelTimer(timer);
      List.copyOf(incoming.values()).forEach(stream -> stream.abandon(CLOSED, "the asker closed"));
      List.copyOf(outgoing.values())
          .forEach(stream -> stream.abandon(CLOSED, "the answerer closed"));
    }
    return consumer.unregister();
  }

  private void undeployed(Completable<Void> done) {
    onOwnContext(() -> close().onComplete(done));
  }

  private void tick() {
    long now = ticker.getAsLong();
    List.copyOf(outgoing.values()).stream()
        .filter(stream -> stream.isOverdue(now))
        .forEach(stream -> stream.expire("the go never came"));
    Set<String> remote = remotePeers();
    for (String silent : peers.silent(remote, now)) {
      fellSilent(silent);
    }
    if (now - lastPing >= options.ping().toNanos()) {
      lastPing = now;
      remote.forEach(inbox -> post.send(inbox, new Ping(address, true)));
    }
  }

  private Set<String> remotePeers() {
    Set<String> remote = new HashSet<>();
    for (Incoming stream : incoming.values()) {
      String inbox = stream.peerInbox();
      if (inbox != null && !post.isHere(inbox)) {
        remote.add(inbox);
      }
    }
    for (Outgoing stream : outgoing.values()) {
      if (!post.isHere(stream.askerInbox())) {
        remote.add(stream.askerInbox());
      }
    }
    return remote;
  }

  /**
   * A peer that is frozen wakes up one day and knows of nothing: it is told, or it would go on with
   * what nobody takes, or wait for what nobody sends, and answer every ping.
   */
  private void fellSilent(String inbox) {
    asked(stream -> stream.isFrom(inbox))
        .forEach(stream -> stream.abandon(stream.loss(), "nothing was heard of the answerer"));
    answeredTo(inbox::equals).forEach(stream -> stream.abandon(UNHEARD, "the asker is gone"));
  }

  private List<Incoming> asked(Predicate<Incoming> filter) {
    return incoming.values().stream().filter(filter).toList();
  }

  private List<Outgoing> answeredTo(Predicate<String> asker) {
    return outgoing.values().stream().filter(stream -> asker.test(stream.askerInbox())).toList();
  }

  private void onOwnContext(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  private void received(StreamMessage message) {
    if (message instanceof Frame frame) {
      Incoming stream = incoming.get(frame.stream());
      if (stream != null) {
        stream.received(frame);
      }
    } else if (message instanceof Credit credit) {
      Outgoing stream = outgoing.get(credit.stream());
      if (stream != null) {
        stream.granted(credit, ticker.getAsLong());
      }
    } else if (message instanceof Cancel cancel) {
      Outgoing stream = outgoing.get(cancel.stream());
      if (stream != null) {
        stream.stop(cancel.reason());
      }
    } else if (message instanceof Ping ping) {
      peers.heardFrom(ping.inbox(), ticker.getAsLong());
      if (ping.reply()) {
        post.send(ping.inbox(), new Ping(address, false));
      }
    } else if (message instanceof Batch batch) {
      // What one stream's work throws is no matter of the others.
      batch.messages().forEach(each -> ((ContextInternal) context).dispatch(each, this::received));
    }
  }
}
