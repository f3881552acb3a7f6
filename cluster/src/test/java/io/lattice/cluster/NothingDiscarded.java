package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a test during which the event bus dropped a message, which it only ever tells its log. */
final class NothingDiscarded implements BeforeEachCallback, AfterEachCallback {

  static final String DISCARDED = "Discarding message";

  private final Discarded discarded = new Discarded();

  @Override
  public void beforeEach(ExtensionContext context) {
    discarded.start();
    root().addAppender(discarded);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    root().detachAppender(discarded);
    assertThat(discarded.messages).isEmpty();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static final class Discarded extends AppenderBase<ILoggingEvent> {

    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getFormattedMessage().contains(DISCARDED)) {
        messages.add(event.getFormattedMessage());
      }
    }
  }
}
