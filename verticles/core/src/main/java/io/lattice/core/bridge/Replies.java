package io.lattice.core.bridge;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.CallerSide;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.observe.Observation;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that are written at once. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^\\x20-\\x7e]");
  private static final int MOST_LIST = 1_000;

  private Replies() {}

  static void json(Visit visit, int status, JsonObject body) {
    visit.head(status, HeaderNames.JSON).finish(Bytes.wrap(body.toBuffer().getBytes()));
  }

  /** A failure in the shape from which the caller's own library raises. */
  static void refuse(Visit visit, CallerSide speech, Refusal refusal) {
    if (refusal.isClosing()) {
      visit.connection().closeAfterAnswer();
    }
    if (refusal.allow() != null) {
      visit.header(HeaderNames.ALLOW, refusal.allow());
    }
    if (refusal.error().kind() == ErrorKind.UNAUTHENTICATED) {
      visit.header(HeaderNames.WWW_AUTHENTICATE, HeaderNames.BEARER);
    }
    fail(visit, speech, refusal.status(), refusal.error());
  }

  /** A failure of a chat. */
  static void fail(Visit visit, CallerSide speech, ChatError error, Observation seen) {
    tellRoute(visit, seen);
    fail(visit, speech, error.kind().httpStatus(), error);
  }

  private static void fail(Visit visit, CallerSide speech, int status, ChatError error) {
    Duration wait = error.retryAfter();
    if (wait != null) {
      visit.header(HeaderNames.RETRY_AFTER, Long.toString(RetryAdvice.seconds(wait)));
    }
    visit
        .head(status, HeaderNames.JSON)
        .header(
            HeaderNames.X_SHOULD_RETRY,
            RetryAdvice.shouldRetry(error) ? HeaderNames.TRUE : HeaderNames.FALSE)
        .finish(speech.writeError(error));
  }

  /** Who answered, where someone was asked. */
  static void tellRoute(Visit visit, Observation seen) {
    String deployment = seen.deployment();
    if (deployment != null) {
      visit
          .header(HeaderNames.X_LATTICE_DEPLOYMENT, deployment)
          .header(HeaderNames.X_LATTICE_ATTEMPTS, Integer.toString(seen.attempts()));
    }
    tellList(visit, HeaderNames.X_LATTICE_DROPPED, seen.adaptation().dropped());
    tellList(visit, HeaderNames.X_LATTICE_CHANGED, seen.adaptation().changed());
  }

  /** Names of a caller's fields may hold anything: only what a header may hold is told. */
  private static void tellList(Visit visit, CharSequence header, List<String> values) {
    if (!values.isEmpty()) {
      String list = String.join(", ", values);
      String told = list.length() > MOST_LIST ? list.substring(0, MOST_LIST) + "..." : list;
      visit.header(header, NOT_IN_A_HEADER.matcher(told).replaceAll("_"));
    }
  }

  /** What to tell of an exception; one that was not foreseen is logged. */
  static Refusal refusalFor(Throwable thrown, String requestId) {
    if (thrown instanceof Refusal refusal) {
      return refusal;
    }
    if (thrown instanceof ChatFailure failure) {
      return Refusal.of(failure.error());
    }
    if (thrown instanceof DialectException expected) {
      return Refusal.of(expected.error());
    }
    LOG.atError().addKeyValue("requestId", requestId).setCause(thrown).log("the bridge failed");
    return Refusal.of(
        new ChatError(
            ErrorKind.INTERNAL, "the bridge failed; its log says more under this request's id"));
  }
}
