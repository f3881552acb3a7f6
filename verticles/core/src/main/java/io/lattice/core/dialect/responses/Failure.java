package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatError;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.openai.ErrorWriter;
import org.jspecify.annotations.Nullable;

/** Writes how an answer failed, within a stream. */
final class Failure {
  private Failure() {}

  /**
   * The fields of an {@code error} event: flat as OpenAI documents it, and as an object as OpenAI
   * sends it, at which its libraries raise.
   */
  static void event(ChatError error, JsonText json) {
    orNull("code", ErrorWriter.code(error), json);
    json.field("message", error.message());
    orNull("param", error.param(), json);
    json.name("error");
    ErrorWriter.object(error, json);
  }

  /** The error of a response object, which always has a code. */
  static void object(ChatError error, JsonText json) {
    String code = ErrorWriter.code(error);
    json.startObject().field("code", code == null ? "server_error" : code);
    json.field("message", error.message()).endObject();
  }

  private static void orNull(String name, @Nullable String value, JsonText json) {
    if (value == null) {
      json.name(name).nothing();
    } else {
      json.field(name, value);
    }
  }
}
