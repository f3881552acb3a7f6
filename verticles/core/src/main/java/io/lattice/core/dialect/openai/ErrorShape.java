package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A failure as OpenAI's API tells it, so that its clients raise their own errors. */
final class ErrorShape {

  private ErrorShape() {}

  /** Writes the member {@code "error": {...}} into the current object. */
  static void write(JsonGenerator json, ChatError error) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("message", error.message());
    json.writeStringField("type", typeOf(error.kind()));
    json.writeStringField("param", error.param());
    json.writeStringField("code", codeOf(error));
    json.writeEndObject();
  }

  private static String typeOf(ErrorKind kind) {
    return switch (kind) {
      case RATE_LIMITED -> "rate_limit_error";
      case BUDGET_EXHAUSTED -> "insufficient_quota";
      case UNAUTHENTICATED -> "authentication_error";
      case FORBIDDEN, RESIDENCY_FORBIDS -> "permission_error";
      default -> kind.blame() == ErrorKind.Blame.CALLER ? "invalid_request_error" : "server_error";
    };
  }

  /** The provider's own code where the caller has to act on it, else the kind. */
  private static @Nullable String codeOf(ChatError error) {
    if (error.kind().blame() == ErrorKind.Blame.CALLER && error.code() != null) {
      return error.code();
    }
    return switch (error.kind()) {
      case INVALID_REQUEST -> null;
      case CONTEXT_TOO_LONG -> "context_length_exceeded";
      case CONTENT_REJECTED -> "content_filter";
      case UNAUTHENTICATED -> "invalid_api_key";
      case RATE_LIMITED -> "rate_limit_exceeded";
      case BUDGET_EXHAUSTED -> "insufficient_quota";
      default -> error.kind().name().toLowerCase(Locale.ROOT);
    };
  }
}
