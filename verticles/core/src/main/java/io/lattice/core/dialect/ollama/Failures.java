package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ErrorBody;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Ollama's failures: one text and no code, so that the text is turned into the words by which
 * others tell the same.
 */
final class Failures {

  /** What a text means. */
  private record Meaning(Pattern text, @Nullable String code, @Nullable String type) {
    Meaning(String text, @Nullable String code, @Nullable String type) {
      this(Pattern.compile(text, Pattern.CASE_INSENSITIVE), code, type);
    }
  }

  /** The model that is not there, in quotes of one kind or another. */
  private static final Pattern ABSENT =
      Pattern.compile(
          "\\bmodel ['\"]?([\\w./:-]{1,200})['\"]?,? not found", Pattern.CASE_INSENSITIVE);

  private static final String REQUESTS_FAULT = "invalid_request_error";

  /** The first that fits counts. */
  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(ABSENT.pattern(), "model_not_found", "not_found_error"),
          new Meaning(
              "does not support|is not supported for this model|unsupported",
              "unsupported_parameter",
              REQUESTS_FAULT),
          new Meaning(
              "context length|context size|prompt too long",
              "context_length_exceeded",
              REQUESTS_FAULT),
          new Meaning("server busy|maximum pending requests", null, "overloaded_error"),
          new Meaning("^unauthorized\\b", null, "authentication_error"));

  /** A runner that broke down says so in words of its own. */
  private static final String OUR_SERVERS_FAULT = "server_error";

  private Failures() {}

  static ChatError read(int status, Function<String, @Nullable String> header, Bytes body) {
    ErrorBody told = ErrorBody.of(body);
    return withHint(ErrorReader.read(status, header, named(told, told.type())));
  }

  /** An error within an answer whose status was a success. */
  static ChatError inAnswer(JsonTree json) {
    ErrorBody told = ErrorBody.of(json);
    String type = told.type() == null ? OUR_SERVERS_FAULT : told.type();
    return withHint(ErrorReader.inAnswer(named(told, type)));
  }

  /** Whether a field of this name tells a failure: some proxies send an empty one. */
  static boolean isTold(@Nullable JsonTree error) {
    return error != null && !(error.text().isEmpty() && error.items().isEmpty());
  }

  private static ErrorBody named(ErrorBody told, @Nullable String type) {
    for (Meaning meaning : MEANINGS) {
      if (told.code() == null && meaning.text().matcher(told.message()).find()) {
        return new ErrorBody(
            told.message(), meaning.code(), meaning.type(), told.param(), told.detail());
      }
    }
    return new ErrorBody(told.message(), told.code(), type, told.param(), told.detail());
  }

  private static ChatError withHint(ChatError error) {
    Matcher absent = ABSENT.matcher(error.message());
    if (error.kind() != ErrorKind.MODEL_NOT_FOUND || !absent.find()) {
      return error;
    }
    return new ChatError(
        error.kind(),
        "model '%s' is not installed there; where Ollama runs, do: ollama pull %s"
            .formatted(absent.group(1), absent.group(1)),
        error.code(),
        error.param(),
        error.providerStatus(),
        error.retryAfter());
  }
}
