package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.JsonText;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Writes a failure in Google's shape. Its libraries choose the exception by the number, and show
 * all of the object.
 */
final class ErrorWriter {
  private static final String TYPE = "@type";
  private static final String TYPES = "type.googleapis.com/google.rpc.";

  private static final Map<Integer, String> WORDS =
      Map.of(
          400, "INVALID_ARGUMENT",
          401, "UNAUTHENTICATED",
          403, "PERMISSION_DENIED",
          404, "NOT_FOUND",
          413, "INVALID_ARGUMENT",
          429, "RESOURCE_EXHAUSTED",
          499, "CANCELLED",
          500, "INTERNAL",
          504, "DEADLINE_EXCEEDED");

  private ErrorWriter() {}

  static Bytes write(ChatError error) {
    JsonText json = new JsonText();
    write(error, json);
    return json.bytes();
  }

  /** The object that holds the error, as a body and as a stream's last event. */
  static void write(ChatError error, JsonText json) {
    int status = error.kind().httpStatus();
    json.startObject().name("error").startObject();
    json.field("code", (Integer) status).field("message", error.message());
    json.field("status", WORDS.getOrDefault(status, "UNAVAILABLE"));
    json.name("details").startArray();
    reason(error, json);
    field(error, json);
    wait(error, json);
    json.endArray().endObject().endObject();
  }

  /** A provider's own word counts only where the caller is at fault: else it is about our key. */
  private static void reason(ChatError error, JsonText json) {
    json.startObject().field(TYPE, TYPES + "ErrorInfo");
    json.field("reason", error.kind().name()).field("domain", "lattice");
    if (error.kind().blame() == ErrorKind.Blame.CALLER && error.code() != null) {
      json.name("metadata").startObject().field("code", error.code()).endObject();
    }
    json.endObject();
  }

  private static void field(ChatError error, JsonText json) {
    if (error.param() != null) {
      json.startObject().field(TYPE, TYPES + "BadRequest");
      json.name("fieldViolations").startArray().startObject();
      json.field("field", error.param()).field("description", error.message());
      json.endObject().endArray().endObject();
    }
  }

  private static void wait(ChatError error, JsonText json) {
    if (error.retryAfter() != null) {
      BigDecimal seconds = BigDecimal.valueOf(error.retryAfter().toMillis(), 3);
      json.startObject().field(TYPE, TYPES + "RetryInfo");
      json.field("retryDelay", seconds.stripTrailingZeros().toPlainString() + "s").endObject();
    }
  }
}
