package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorBody;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Google says of a failure, in <a href="https://cloud.google.com/apis/design/errors">the shape
 * of all of its APIs</a>: a word for the status, and details by type.
 *
 * @param body the same in the terms of the rules that hold for every provider
 * @param pause how long to wait, which no header tells; or null
 */
record GoogleError(ErrorBody body, @Nullable Duration pause) {
  /** What a limit means that does not go away with the next minute. */
  private static final String EMPTY_ACCOUNT = "insufficient_quota";

  private static final Pattern DELAY = Pattern.compile("^(\\d{1,9}(?:\\.\\d{1,9})?)(m?s)\\b");
  private static final Pattern DELAY_IN_TEXT =
      Pattern.compile("retry in (\\d{1,9}(?:\\.\\d{1,9})?)(m?s)\\b");

  /** A response with a failure status. */
  static ChatError read(int status, Function<String, @Nullable String> header, Bytes body) {
    GoogleError told = of(body);
    ChatError error = ErrorReader.read(status, header, told.body);
    return error.retryAfter() == null ? error.withRetryAfter(told.pause) : error;
  }

  /** An error within an answer whose status was a success. */
  static ChatError inAnswer(JsonTree json) {
    GoogleError told = of(json);
    return ErrorReader.inAnswer(told.body).withRetryAfter(told.pause);
  }

  private static GoogleError of(Bytes body) {
    try {
      return of(JsonTree.read(body));
    } catch (DialectException notJson) {
      return new GoogleError(ErrorBody.of(body), null);
    }
  }

  /** Without {@code alt=sse} a stream's error comes in a list of one. */
  private static GoogleError of(JsonTree json) {
    JsonTree first = json.is(Kind.ARRAY) && !json.items().isEmpty() ? json.items().get(0) : json;
    JsonTree error = first.get("error", Kind.OBJECT);
    String word = error == null ? null : error.string("status");
    if (error == null || word == null) {
      return new GoogleError(ErrorBody.of(json), null);
    }
    String message = error.string("message");
    String text = message == null ? "" : message;
    return new GoogleError(
        new ErrorBody(
            text, word, reason(error), field(error), isOfADay(error) ? EMPTY_ACCOUNT : null),
        wait(error, text));
  }

  private static @Nullable String reason(JsonTree error) {
    return details(error)
        .map(detail -> detail.string("reason"))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String field(JsonTree error) {
    return details(error)
        .flatMap(detail -> items(detail.get("fieldViolations", Kind.ARRAY)).stream())
        .map(violation -> violation.string("field"))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(null);
  }

  private static boolean isOfADay(JsonTree error) {
    return details(error)
        .flatMap(detail -> items(detail.get("violations", Kind.ARRAY)).stream())
        .map(violation -> violation.string("quotaId"))
        .flatMap(Stream::ofNullable)
        .anyMatch(id -> id.contains("PerDay"));
  }

  private static @Nullable Duration wait(JsonTree error, String message) {
    return details(error)
        .map(detail -> detail.string("retryDelay"))
        .flatMap(Stream::ofNullable)
        .map(delay -> duration(DELAY.matcher(delay)))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> duration(DELAY_IN_TEXT.matcher(message)));
  }

  private static @Nullable Duration duration(Matcher delay) {
    if (!delay.find()) {
      return null;
    }
    BigDecimal millis =
        new BigDecimal(delay.group(1)).movePointRight(delay.group(2).equals("s") ? 3 : 0);
    return Duration.ofMillis(millis.longValue());
  }

  private static Stream<JsonTree> details(JsonTree error) {
    return items(error.get("details", Kind.ARRAY)).stream();
  }

  private static List<JsonTree> items(@Nullable JsonTree list) {
    return list == null ? List.of() : list.items();
  }
}
