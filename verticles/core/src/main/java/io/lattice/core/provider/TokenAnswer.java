package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.secret.Secret;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token endpoint answered. Pure. Of what it wrote only words are passed on that have a
 * meaning of their own: its texts name clients, tenants and people.
 */
final class TokenAnswer {

  /** Where it does not say how long a token lives. */
  private static final Duration UNSTATED = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");
  private static final Pattern ENTRA_CODE = Pattern.compile("AADSTS\\d{1,10}");

  private TokenAnswer() {}

  /**
   * The token.
   *
   * @param host whom the failure names
   * @throws ChatFailure UPSTREAM_REFUSED_KEY where it refused us, UPSTREAM_UNREACHABLE where it is
   *     not well, UPSTREAM_PROTOCOL where it is no token endpoint
   */
  static Token of(String host, int status, String body) {
    JsonObject json = json(body);
    if (status == 200) {
      return token(host, json);
    }
    if (status >= 500 || status == 408 || status == 429) {
      throw failure(ErrorKind.UPSTREAM_UNREACHABLE, host, "is not well (%d)".formatted(status));
    }
    String words = words(json);
    if (words.isEmpty()) {
      throw failure(
          ErrorKind.UPSTREAM_PROTOCOL,
          host,
          "answered like no token endpoint (%d); check token_endpoint".formatted(status));
    }
    throw failure(
        ErrorKind.UPSTREAM_REFUSED_KEY,
        host,
        "gave us no token (%s); check client_id, scope and what proves who we are"
            .formatted(words));
  }

  private static Token token(String host, JsonObject json) {
    if (!(json.getValue("access_token") instanceof String value) || !isSendable(value)) {
      throw failure(
          ErrorKind.UPSTREAM_PROTOCOL,
          host,
          "gave no token that can be sent; check token_endpoint");
    }
    return new Token(Secret.of(value), lifetime(json.getValue("expires_in")));
  }

  /** Netty would refuse it otherwise, and quote it. */
  private static boolean isSendable(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** Some write the number as text. */
  private static Duration lifetime(Object said) {
    String digits = String.valueOf(said);
    if (!digits.matches("\\d{1,9}")) {
      return UNSTATED;
    }
    Duration lifetime = Duration.ofSeconds(Long.parseLong(digits));
    return lifetime.compareTo(LONGEST) < 0 ? lifetime : LONGEST;
  }

  private static String words(JsonObject json) {
    String error = String.valueOf(json.getValue("error"));
    Matcher code = ENTRA_CODE.matcher(String.valueOf(json.getValue("error_description")));
    if (!json.containsKey("error") || !ERROR.matcher(error).matches()) {
      return "";
    }
    return code.find() ? error + ", " + code.group() : error;
  }

  private static JsonObject json(String body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException notJson) {
      return new JsonObject();
    }
  }

  static ChatFailure failure(ErrorKind kind, String host, String what) {
    return new ChatFailure(kind, "the token endpoint %s %s".formatted(host, what));
  }
}
