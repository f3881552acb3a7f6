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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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

  /** An asker of the same inbox cannot give up unheard, however late its loop is. */
  private static final long GO_IN_ANY_TIME = Long.MAX_VALUE / 2;

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
  private final ContextInternal context;
  private final Post post;
  private final Loopback loopback;
  private final StreamOptions options;
  private final LongSupplier ticker;
  private final String address;
  private final Peers peers;
  private final Map<String, Answerer> answerers = new HashMap<>();
  private final LiveStreams streams;
  private final MessageConsumer<StreamMessage> consumer;
  private final long timer;
  private final Closeable undeployed = this::undeployed;
  private long lastStream;
  private long lastPing;
  private boolean closed;

  private Inbox(Vertx vertx, String unique, StreamOptions options, LongSupplier ticker) {
    this.vertx = vertx;
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.options = options;
    this.ticker = ticker;
    this.loopback = new Loopback(context);
    this.post = new Post(vertx, options.accept(), loopback);
    this.address = post.inboxAddress(unique);
    this.streams = new LiveStreams(context);
    this.peers = new Peers(options.dead().toNanos());
    this.lastPing = ticker.getAsLong();
    this.consumer = vertx.eventBus().consumer(address, message -> received(message.body()));
    this.timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    context.addCloseHook(undeployed);
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
   * @param localOnly whether only this node may answer: who {@link #listen listens} here is then
   *     asked without the bus, and nobody else costs the cluster a lookup
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
            this::send,
            new CreditWindow(options.creditFrames(), options.creditBytes()),
            handler,
            streams::forgetAsked);
    streams.add(id, stream);
    if (closed) {
      loopback.add(() -> stream.fail(CLOSED));
      return stream;
    }
    Open open = new Open(address, id, call, deployment);
    Answerer here = localOnly ? answerers.get(where) : null;
    if (here != null) {
      loopback.add(() -> answer(open, stream, here, GO_IN_ANY_TIME));
    } else {
      post.open(where, localOnly, open, stream);
    }
    return stream;
  }

  /**
   * Has an answerer asked whenever this inbox asks this address for an answer from its own node.
   * Nobody else reaches it there. What it opens lives here too.
   *
   * @throws IllegalStateException where another one listens there
   */
  public void listen(String where, Answerer answerer) {
    if (answerers.putIfAbsent(where, answerer) != null) {
      throw new IllegalStateException(
          "two listen at '%s' of one inbox; end the first one before".formatted(where));
    }
  }

  /** Ends {@link #listen}; what was asked before is still answered. */
  public void ignore(String where) {
    answerers.remove(where);
  }

  /** Handles one message that opens a stream: accepts or refuses it, and spends nothing yet. */
  public void answer(Message<?> message, Answerer answerer) {
    answer(
        (Open) message.body(),
        post.askerOf(message),
        answerer,
        options.accept().plusSeconds(1).toNanos());
  }

  /**
   * @param patience nanoseconds until the go is too late
   */
  private void answer(Open open, Asker asker, Answerer answerer, long patience) {
    long id = ++lastStream;
    Outgoing stream =
        new Outgoing(
            id,
            open.inbox(),
            open.stream(),
            this::send,
            ticker.getAsLong() + patience,
            streams::forgetAnswered);
    if (closed) {
      asker.refused(new ChatFailure(CLOSED));
      return;
    }
    try {
      stream.begin(answerer.answer(open.call(), open.deployment(), stream));
    } catch (ChatFailure refusal) {
      asker.refused(refusal);
      return;
    } catch (RuntimeException | Error broken) {
      asker.refused(
          new ChatFailure(
              ErrorKind.INTERNAL,
              "the answer broke down before it began; the node's log says how"));
      throw broken;
    }
    streams.add(id, stream);
    asker.accepted(new Accepted(address, id));
  }

  /** To the same inbox without the bus. */
  private void send(String inbox, StreamMessage.Single message) {
    if (inbox.equals(address)) {
      loopback.add(() -> received(message));
    } else {
      post.send(inbox, message);
    }
  }

  /** Whether a message opens a stream, so that {@link #answer} may have it. */
  public static boolean isOpening(Object body) {
    return body instanceof Open;
  }

  /** How many streams live here, asked and answered. */
  public int liveStreams() {
    return streams.size();
  }

  /**
   * Ends every stream with a node that left the cluster, also one that it was only asked for: its
   * acceptance may still be on its way, and nothing would follow it. May be called on any thread.
   */
  public void nodeLeft(String node) {
    onOwnContext(
        () -> {
          streams.asked(each -> each.dependsOn(node), each -> each.fail(each.loss()));
          streams.answered(
              each -> Post.isOn(each.askerInbox(), node), each -> each.stop("the asker is gone"));
        });
  }

  /**
   * Ends every stream, tells those at their other ends, and gives the address back. What is asked
   * later fails. Idempotent.
   */
  public Future<Void> close() {
    if (!closed) {
      closed = true;
      context.removeCloseHook(undeployed);
      vertx.cancelTimer(timer);
      streams.asked(each -> true, each -> each.abandon(CLOSED, "the asker closed"));
      streams.answered(each -> true, each -> each.abandon(CLOSED, "the answerer closed"));
    }
    return consumer.unregister();
  }

  private void undeployed(Completable<Void> done) {
    onOwnContext(() -> close().onComplete(done));
  }

  private void tick() {
    long now = ticker.getAsLong();
    streams.answered(each -> each.isOverdue(now), each -> each.expire("the go never came"));
    Set<String> remote = streams.peersElsewhere(post::isHere);
    peers.silent(remote, now).forEach(this::fellSilent);
    if (now - lastPing >= options.ping().toNanos()) {
      lastPing = now;
      remote.forEach(inbox -> post.send(inbox, new Ping(address, true)));
    }
  }

  /**
   * A peer that is frozen wakes up one day and knows of nothing: it is told, or it would go on with
   * what nobody takes, or wait for what nobody sends, and answer every ping.
   */
  private void fellSilent(String inbox) {
    streams.asked(
        each -> each.isFrom(inbox),
        each -> each.abandon(each.loss(), "nothing was heard of the answerer"));
    streams.answered(
        each -> inbox.equals(each.askerInbox()),
        each -> each.abandon(UNHEARD, "the asker is gone"));
  }

  private void onOwnContext(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  private void received(StreamMessage message) {
    if (message instanceof Frame frame) {
      streams.asked(frame.stream(), stream -> stream.received(frame));
    } else if (message instanceof Credit credit) {
      streams.answered(credit.stream(), stream -> stream.granted(credit, ticker.getAsLong()));
    } else if (message instanceof Cancel cancel) {
      streams.answered(cancel.stream(), stream -> stream.stop(cancel.reason()));
    } else if (message instanceof Ping ping) {
      peers.heardFrom(ping.inbox(), ticker.getAsLong());
      if (ping.reply()) {
        post.send(ping.inbox(), new Ping(address, false));
      }
    } else if (message instanceof Batch batch) {
      // What one stream's work throws is no matter of the others.
      batch.messages().forEach(each -> context.dispatch(each, this::received));
    }
  }
}
