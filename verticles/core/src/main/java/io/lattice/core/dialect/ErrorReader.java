package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a provider's failure, from a response or out of a stream. */
public final class ErrorReader {
  private static final int MAX_WORD = 64;

  private ErrorReader() {}

  public static ChatError read(int status, Function<String, @Nullable String> header, Bytes body) {
    return read(status, header, ErrorBody.of(body));
  }

  /** The same of a body whose form only its dialect knows. */
  public static ChatError read(
      int status, Function<String, @Nullable String> header, ErrorBody body) {
    return error(status, body, status).withRetryAfter(RetryAfter.of(header));
  }

  /** An error within an answer whose status was a success. */
  public static ChatError inAnswer(JsonTree json) {
    return inAnswer(ErrorBody.of(json));
  }

  /** The same, of an event that is called an error and may hold anything. */
  public static ChatError inAnswer(Bytes data) {
    return inAnswer(ErrorBody.of(data));
  }

  /** The same of a body whose form only its dialect knows. */
  public static ChatError inAnswer(ErrorBody body) {
    return error(0, body, null);
  }

  private static ChatError error(int status, ErrorBody body, @Nullable Integer told) {
    ErrorFacts facts = ErrorFacts.of(status, body);
    ErrorRules.Rule rule = ErrorRules.of(facts);
    Integer providerStatus = told == null && facts.status() > 0 ? (Integer) facts.status() : told;
    return new ChatError(
        rule.kind(),
        message(rule.kind(), facts),
        rule.code() == null ? word(body.code()) : rule.code(),
        param(body.param()),
        providerStatus,
        null);
  }

  private static String message(ErrorKind kind, ErrorFacts facts) {
    String status = facts.status() == 0 ? "" : " (" + facts.status() + ")";
    if (kind == ErrorKind.UPSTREAM_REFUSED_KEY) {
      // Such texts quote the key or name its owner, neither of which is the caller's affair.
      return "the provider refused our credential" + status + ": check the one that is configured";
    }
    String told = Redaction.of(facts.body().message());
    return told.isEmpty() ? silent(kind) + status : told;
  }

  private static String silent(ErrorKind kind) {
    return switch (kind) {
      case UPSTREAM_PROTOCOL ->
          "the provider's address answered with no error of its API: check it";
      case UPSTREAM_RATE_LIMITED -> "the provider limits our rate";
      case UPSTREAM_TIMEOUT -> "the provider took too long";
      case UPSTREAM_UNREACHABLE -> "what stands before the provider could not reach it";
      case UPSTREAM_OVERLOADED -> "the provider failed or is overloaded";
      case TOO_LARGE -> "the provider finds the request too large";
      case MODEL_NOT_FOUND -> "the provider does not know the model";
      default -> "the provider refused the request and did not say why";
    };
  }

  /** A code that is a word, and none of those by which our own nodes tell their failures. */
  private static @Nullable String word(@Nullable String code) {
    if (code == null || code.length() > MAX_WORD || code.startsWith("peer_")) {
      return null;
    }
    return code.matches("[A-Za-z0-9_.-]+") ? code : null;
  }

  private static @Nullable String param(@Nullable String param) {
    return param != null && param.length() <= MAX_WORD && param.matches("[\\w.\\[\\]-]+")
        ? param
        : null;
  }
}
