package io.lattice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Charge;
import io.lattice.core.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(RequestLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  private List<String> pairs() {
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.INFO);
    return lines.list.get(0).getKeyValuePairs().stream()
        .map(pair -> pair.key + "=" + pair.value)
        .toList();
  }

  @Test
  void writesOneLineWithEverythingThatIsKnown() {
    // given
    Usage usage = Usage.counted(3, 5);
    Usage lost = Usage.counted(1, 2);
    // when
    RequestLog.write(
        new RequestRecord(
            "id",
            "ann",
            "m",
            "d",
            "openai",
            "eu",
            2,
            null,
            Duration.ofMillis(7),
            null,
            usage,
            lost,
            List.of(
                charge("b", lost, new Cost.Known(new BigDecimal("0.0000002"))),
                charge("d", Usage.counted(2, 3), new Cost.Known(new BigDecimal("0.000001")))),
            new BigDecimal("0.0000013"),
            List.of("team-a")));
    // then
    assertThat(pairs())
        .containsExactly(
            "requestId=id",
            "caller=ann",
            "model=m",
            "deployment=d",
            "provider=openai",
            "region=eu",
            "attempt=2",
            "durationMillis=7",
            "inputTokens=3",
            "outputTokens=5",
            "usage=provider",
            "lostInputTokens=1",
            "lostOutputTokens=2",
            "costUsd=0.0000012",
            "toldCostUsd=0.0000013");
  }

  @Test
  void tellsWhatWasEstimatedAndWhyACostIsNotKnown() {
    // given
    Usage usage = Usage.estimated(7, 8).withCachedInput(6).withReasoning(5);
    // when
    RequestLog.write(
        new RequestRecord(
            "id",
            "ann",
            "m",
            "d",
            "openai",
            null,
            1,
            null,
            Duration.ofMillis(7),
            null,
            usage,
            null,
            List.of(charge("d", usage, new Cost.Unknown(Cost.Reason.NO_PRICE))),
            null,
            List.of()));
    // then
    assertThat(pairs())
        .endsWith(
            "inputTokens=7",
            "outputTokens=8",
            "cachedInputTokens=6",
            "reasoningTokens=5",
            "usage=estimated",
            "costUnknown=no_price");
  }

  private static Charge charge(String deployment, Usage usage, Cost cost) {
    return new Charge(deployment, usage, cost);
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    // when
    RequestLog.write(RequestRecord.refused("id", "ann", ErrorKind.TOO_LARGE, Duration.ofMillis(7)));
    // then
    assertThat(pairs())
        .containsExactly(
            "requestId=id",
            "caller=ann",
            "model=",
            "attempt=0",
            "errorKind=TOO_LARGE",
            "durationMillis=7");
  }
}
