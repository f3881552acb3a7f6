package io.lattice.core.observe;

import io.lattice.api.chat.Usage;
import io.lattice.core.usage.Cost;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line at INFO for each request, at its end, with fixed keys; what is not known is left out.
 */
public final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private RequestLog() {}

  public static void write(RequestRecord record) {
    if (LOG.isInfoEnabled()) {
      LoggingEventBuilder line = LOG.atInfo();
      line = with(line, "requestId", record.requestId());
      line = with(line, "caller", record.caller());
      line = with(line, "model", record.model());
      line = with(line, "deployment", record.deployment());
      line = with(line, "provider", record.provider());
      line = with(line, "region", record.region());
      line = with(line, "attempt", record.attempts());
      line = with(line, "errorKind", record.errorKind());
      line = with(line, "durationMillis", record.duration().toMillis());
      line = with(line, "inputTokens", "outputTokens", record.usage());
      line = withDetails(line, record.usage());
      line = with(line, "lostInputTokens", "lostOutputTokens", record.lostUsage());
      line = with(line, record.cost());
      with(line, "toldCostUsd", plain(record.toldCostUsd())).log("request");
    }
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, String input, String output, @Nullable Usage usage) {
    return usage == null
        ? line
        : line.addKeyValue(input, usage.inputTokens()).addKeyValue(output, usage.outputTokens());
  }

  /** The parts of the tokens that have a price of their own, and who counted. */
  private static LoggingEventBuilder withDetails(LoggingEventBuilder line, @Nullable Usage usage) {
    if (usage == null) {
      return line;
    }
    LoggingEventBuilder detailed = line;
    for (TokenPart part : TokenPart.values()) {
      long tokens = part.of(usage);
      detailed = tokens == 0 ? detailed : detailed.addKeyValue(part.logKey(), tokens);
    }
    return detailed.addKeyValue("usage", TokenPart.sourceOf(usage));
  }

  private static @Nullable String plain(@Nullable BigDecimal usd) {
    return usd == null ? null : usd.toPlainString();
  }

  private static LoggingEventBuilder with(LoggingEventBuilder line, @Nullable Cost cost) {
    if (cost instanceof Cost.Known known) {
      return line.addKeyValue("costUsd", known.usd().toPlainString());
    }
    return cost instanceof Cost.Unknown unknown
        ? line.addKeyValue("costUnknown", unknown.reason().word())
        : line;
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, String key, @Nullable Object value) {
    return value == null ? line : line.addKeyValue(key, value);
  }
}
