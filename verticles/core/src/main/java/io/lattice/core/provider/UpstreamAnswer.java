package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ProviderSide;
import io.lattice.core.dialect.Reading;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** Chooses how an answer is read, by its status and headers alone. */
final class UpstreamAnswer {
  private static final int FAILURE_BYTES = 64 * 1024;

  private UpstreamAnswer() {}

  /**
   * @param maxFrameBytes at most this much in one frame of a stream
   */
  static BodyReader readerOf(
      HttpClientResponse response,
      ProviderSide dialect,
      Reading reading,
      int maxFrameBytes,
      String deployment) {
    int status = response.statusCode();
    String encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity")) {
      return foreign(deployment, "is encoded as '%s', which was not asked for", encoding);
    }
    if (status < 200 || (status >= 300 && status < 400)) {
      // An interim status is no answer, and a redirect would carry the key elsewhere.
      return foreign(deployment, "has status %s; check the provider's base URL", status);
    }
    if (status >= 400) {
      return BodyReader.failure(
          FAILURE_BYTES,
          body ->
              List.of(
                  new ChatEvent.MessageFailed(
                      dialect.readError(status, response::getHeader, body), null)));
    }
    BodyForm form = BodyForm.of(response.getHeader(HttpHeaders.CONTENT_TYPE));
    return form == BodyForm.UNSURE
        ? BodyReader.unsure(known -> readerOf(known, dialect, reading, maxFrameBytes, deployment))
        : readerOf(form, dialect, reading, maxFrameBytes, deployment);
  }

  private static BodyReader readerOf(
      BodyForm form, ProviderSide dialect, Reading reading, int maxFrameBytes, String deployment) {
    return switch (form) {
      case EVENTS ->
          BodyReader.events(dialect.framer(maxFrameBytes), dialect.streamDecoder(reading));
      case WHOLE ->
          BodyReader.whole(reading.maxBytes(), body -> dialect.decodeWhole(body, reading));
      case UNSURE, FOREIGN ->
          foreign(deployment, "is neither JSON nor an event stream%s; check the base URL", "");
    };
  }

  private static BodyReader foreign(String deployment, String what, Object value) {
    return BodyReader.foreign(
        "deployment '%s': the answer ".formatted(deployment) + what.formatted(value));
  }

  /** A failure as the one event of an answer. */
  static List<ChatEvent> failed(ErrorKind kind, String message) {
    return failed(new ChatError(kind, message));
  }

  static List<ChatEvent> failed(ChatError error) {
    return List.of(new ChatEvent.MessageFailed(error, null));
  }
}
