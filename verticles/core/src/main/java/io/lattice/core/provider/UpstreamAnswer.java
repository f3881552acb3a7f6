package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.ProviderAnswers;
import io.lattice.core.dialect.Reading;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** Chooses how an answer is read, by its status and headers alone. */
final class UpstreamAnswer {

  private UpstreamAnswer() {}

  static BodyReader readerOf(HttpClientResponse response, CallPlan plan) {
    int status = response.statusCode();
    String encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity")) {
      return foreign(plan, "is encoded as '%s', which was not asked for", encoding);
    }
    if (status < 200 || (status >= 300 && status < 400)) {
      // An interim status is no answer, and a redirect would carry the key elsewhere.
      return foreign(plan, "has status %s; check the provider's base URL", status);
    }
    if (status >= 400) {
      return new FailureBody(body -> plan.dialect().readError(status, response::getHeader, body));
    }
    return readerOf(BodyForm.of(response.getHeader(HttpHeaders.CONTENT_TYPE)), plan);
  }

  private static BodyReader readerOf(BodyForm form, CallPlan plan) {
    return switch (form) {
      case WHOLE -> whole(plan);
      case LINES -> events(plan);
      // What is called an event stream may be an object all the same, which no stream begins like.
      case EVENTS ->
          BodyReader.byFirstByte(events(plan), first -> first == '{' ? whole(plan) : events(plan));
      case UNSURE ->
          BodyReader.byFirstByte(
              neither(plan),
              first ->
                  switch (BodyForm.ofFirstByte(first)) {
                    case WHOLE -> whole(plan);
                    case EVENTS, LINES -> events(plan);
                    case UNSURE, FOREIGN -> neither(plan);
                  });
      case FOREIGN -> neither(plan);
    };
  }

  private static BodyReader whole(CallPlan plan) {
    Reading reading = plan.expected().readingOf(BodyForm.WHOLE);
    return BodyReader.whole(reading.maxBytes(), body -> plan.dialect().decodeWhole(body, reading));
  }

  private static BodyReader events(CallPlan plan) {
    ProviderAnswers dialect = plan.dialect();
    BodyReader stream =
        BodyReader.events(
            dialect.framer(plan.maxFrameBytes()),
            dialect.streamDecoder(plan.expected().readingOf(BodyForm.EVENTS)));
    return plan.expected().isInPieces(BodyForm.EVENTS) ? new GatheredBody(stream) : stream;
  }

  private static BodyReader neither(CallPlan plan) {
    return foreign(plan, "is neither JSON nor an event stream%s; check the base URL", "");
  }

  private static BodyReader foreign(CallPlan plan, String what, Object value) {
    return BodyReader.foreign(
        "deployment '%s': the answer ".formatted(plan.deployment()) + what.formatted(value));
  }

  /** A failure as the one event of an answer. */
  static List<ChatEvent> failed(ChatError error) {
    return List.of(new ChatEvent.MessageFailed(error, null));
  }
}
