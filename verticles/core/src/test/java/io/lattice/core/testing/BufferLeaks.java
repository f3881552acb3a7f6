package io.lattice.core.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * Netty's watch over every buffer of this JVM while this is open, whoever made it. One at a time;
 * what is lost in its time and found later is nobody's.
 */
public final class BufferLeaks extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final String CANARY = "canary";

  private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
  private final Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  private final Queue<String> found = new ConcurrentLinkedQueue<>();

  private BufferLeaks() {}

  /** Begins to watch. */
  public static BufferLeaks watch() {
    // Vert.x turns the watch off when it is loaded, so that must have happened.
    Vertx.currentContext();
    BufferLeaks leaks = new BufferLeaks();
    leaks.start();
    leaks.detector.addAppender(leaks);
    // What is told of here is told of by this alone.
    leaks.detector.setAdditive(false);
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    return leaks;
  }

  @Override
  protected void append(ILoggingEvent event) {
    found.add(event.getFormattedMessage());
  }

  /**
   * The buffers that were lost, and where each was seen last. Loses some itself and waits until
   * Netty tells of one, so that nothing found means that nothing was lost.
   */
  public List<String> find() {
    Patience.await("Netty to tell of a lost buffer")
        .until(
            () -> {
              loseCanary();
              System.gc();
              return found.stream().anyMatch(leak -> leak.contains(CANARY));
            });
    return found.stream().filter(leak -> !leak.contains(CANARY)).toList();
  }

  /** Netty tells of what was collected when it makes the next buffer. */
  private static void loseCanary() {
    ByteBuf canary = UnpooledByteBufAllocator.DEFAULT.directBuffer(1);
    canary.touch(CANARY);
  }

  @Override
  public void close() {
    ResourceLeakDetector.setLevel(before);
    detector.detachAppender(this);
    detector.setAdditive(true);
    stop();
  }
}
