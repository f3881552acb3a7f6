package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.JsonText;
import java.util.Locale;

/**
 * Writes a failure in Anthropic's shape. Its libraries choose the exception by the HTTP status, and
 * within a stream raise at the event; both show {@code type} and {@code message}.
 */
final class ErrorWriter {
  /** By these words, and no code, callers' libraries know that a conversation must be cut. */
  private static final String TOO_LONG = "prompt is too long";

  private ErrorWriter() {}

  static Bytes write(ChatError error) {
    JsonText json = new JsonText();
    write(error, json);
    return json.bytes();
  }

  /** The object that holds the error, as a body and as a stream's last event. */
  static void write(ChatError error, JsonText json) {
    json.startObject().field("type", "error").name("error").startObject();
    json.field("type", type(error.kind())).field("message", message(error));
    json.endObject().endObject();
  }

  private static String message(ChatError error) {
    boolean isSilent =
        error.kind() == ErrorKind.CONTEXT_TOO_LONG
            && !error.message().toLowerCase(Locale.ROOT).contains(TOO_LONG);
    return isSilent ? TOO_LONG + ": " + error.message() : error.message();
  }

  private static String type(ErrorKind kind) {
    return switch (kind) {
      case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_REJECTED, CANCELLED ->
          "invalid_request_error";
      case UNAUTHENTICATED -> "authentication_error";
      case FORBIDDEN, RESIDENCY_FORBIDS -> "permission_error";
      case MODEL_NOT_FOUND -> "not_found_error";
      case TOO_LARGE -> "request_too_large";
      case RATE_LIMITED, UPSTREAM_RATE_LIMITED -> "rate_limit_error";
      case BUDGET_EXHAUSTED -> "billing_error";
      case NO_DEPLOYMENT_AVAILABLE, UPSTREAM_OVERLOADED, SHUTTING_DOWN -> "overloaded_error";
      case UPSTREAM_TIMEOUT -> "timeout_error";
      case INTERNAL,
          UPSTREAM_UNREACHABLE,
          UPSTREAM_REFUSED_KEY,
          UPSTREAM_PROTOCOL,
          STREAM_INTERRUPTED ->
          "api_error";
    };
  }
}
