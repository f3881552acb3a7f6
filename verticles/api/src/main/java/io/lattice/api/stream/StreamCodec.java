package io.lattice.api.stream;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatError;
import io.lattice.api.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Function;

/**
 * A value on the event bus: by reference within a node, in its binary form between nodes.
 *
 * <p>The names hold a version. Nodes and clients of different versions do not misread each other:
 * the message is refused, since its codec is unknown.
 *
 * @param <T> what is sent
 * @param <W> what it is on the wire
 */
final class StreamCodec<T, W> implements MessageCodec<T, T> {
  static final String MESSAGE = "lattice.stream.2";
  static final String FAILURE = "lattice.failure.1";

  /** Made once, and not once for each inbox: to find a form for every record takes milliseconds. */
  private static final List<MessageCodec<?, ?>> BOTH =
      List.of(
          new StreamCodec<>(
              MESSAGE,
              Wire.of(StreamMessage.class, MethodHandles.lookup()),
              Function.identity(),
              Function.identity()),
          new StreamCodec<>(
              FAILURE,
              Wire.of(ChatError.class, MethodHandles.lookup()),
              ChatFailure::error,
              ChatFailure::new));

  private final String name;
  private final Wire<W> wire;
  private final Function<T, W> toWire;
  private final Function<W, T> fromWire;

  private StreamCodec(String name, Wire<W> wire, Function<T, W> toWire, Function<W, T> fromWire) {
    this.name = name;
    this.wire = wire;
    this.toWire = toWire;
    this.fromWire = fromWire;
  }

  /** Registers both codecs on this Vert.x; without effect where they are registered already. */
  static void register(Vertx vertx) {
    BOTH.forEach(codec -> registerOnce(vertx.eventBus(), codec));
  }

  private static void registerOnce(EventBus bus, MessageCodec<?, ?> codec) {
    try {
      bus.registerCodec(codec);
    } catch (IllegalStateException alreadyRegistered) {
      // Another verticle of this Vert.x was first; the codecs are alike.
    }
  }

  @Override
  public void encodeToWire(Buffer buffer, T value) {
    wire.write(buffer, toWire.apply(value));
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    return fromWire.apply(wire.read(buffer, position));
  }

  @Override
  public T transform(T value) {
    return value;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
