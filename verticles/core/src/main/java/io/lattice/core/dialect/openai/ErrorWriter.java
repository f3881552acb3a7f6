package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Writes a failure in OpenAI's shape. Its libraries choose the exception by the HTTP status and
 * show {@code type}, {@code code} and {@code param}.
 */
public final class ErrorWriter {

  /** How a kind is told. */
  private record Words(String type, @Nullable String code) {}

  private ErrorWriter() {}

  public static Bytes write(ChatError error) {
    JsonText json = new JsonText();
    write(error, json);
    return json.bytes();
  }

  /** The object that holds the error, as a body and as a stream's last event. */
  static void write(ChatError error, JsonText json) {
    json.startObject().name("error");
    object(error, json);
    json.endObject();
  }

  /** The error itself. */
  public static void object(ChatError error, JsonText json) {
    json.startObject();
    json.field("message", error.message()).field("type", wordsOf(error.kind()).type());
    textOrNull("param", error.param(), json);
    textOrNull("code", code(error), json);
    json.endObject();
  }

  /**
   * The word for a failure, or null where its class says all. A provider's own word counts only
   * where the caller is at fault: else it is about our key.
   */
  public static @Nullable String code(ChatError error) {
    boolean isCallers = error.kind().blame() == ErrorKind.Blame.CALLER;
    return isCallers && error.code() != null ? error.code() : wordsOf(error.kind()).code();
  }

  private static void textOrNull(String name, @Nullable String value, JsonText json) {
    if (value == null) {
      json.name(name).nothing();
    } else {
      json.field(name, value);
    }
  }

  private static Words wordsOf(ErrorKind kind) {
    return switch (kind) {
      case INVALID_REQUEST -> new Words("invalid_request_error", null);
      case CONTEXT_TOO_LONG -> new Words("invalid_request_error", "context_length_exceeded");
      case CONTENT_REJECTED -> new Words("invalid_request_error", "content_filter");
      case UNAUTHENTICATED -> new Words("authentication_error", "invalid_api_key");
      case FORBIDDEN -> new Words("permission_error", "forbidden");
      case RESIDENCY_FORBIDS -> new Words("permission_error", "residency_forbids");
      case MODEL_NOT_FOUND -> new Words("invalid_request_error", "model_not_found");
      case TOO_LARGE -> new Words("invalid_request_error", "request_too_large");
      case RATE_LIMITED -> new Words("rate_limit_error", "rate_limit_exceeded");
      case BUDGET_EXHAUSTED -> new Words("insufficient_quota", "budget_exhausted");
      case CANCELLED -> new Words("invalid_request_error", "cancelled");
      case INTERNAL -> new Words("server_error", "internal_error");
      case UPSTREAM_UNREACHABLE -> new Words("api_error", "upstream_unreachable");
      case UPSTREAM_REFUSED_KEY -> new Words("api_error", "upstream_auth");
      case UPSTREAM_PROTOCOL -> new Words("api_error", "upstream_protocol");
      case NO_DEPLOYMENT_AVAILABLE -> new Words("server_error", "no_deployment_available");
      case UPSTREAM_RATE_LIMITED -> new Words("rate_limit_error", "upstream_rate_limited");
      case UPSTREAM_OVERLOADED -> new Words("server_error", "overloaded");
      case SHUTTING_DOWN -> new Words("server_error", "shutting_down");
      case UPSTREAM_TIMEOUT -> new Words("api_error", "timeout");
      case STREAM_INTERRUPTED -> new Words("api_error", "stream_interrupted");
    };
  }
}
