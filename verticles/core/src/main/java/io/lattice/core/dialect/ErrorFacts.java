package io.lattice.core.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the rules look at it.
 *
 * @param status the HTTP status; within a stream the one that the error's code or class stands for;
 *     0 where there is none
 */
record ErrorFacts(int status, ErrorBody body) {

  /** What the classes of errors stand for where no status comes with them. */
  private static final Map<String, Integer> STATUS_OF_TYPE =
      Map.ofEntries(
          Map.entry("invalid_request_error", 400),
          Map.entry("badrequesterror", 400),
          Map.entry("invalid_prompt", 400),
          Map.entry("invalid_image", 400),
          Map.entry("invalid_image_format", 400),
          Map.entry("invalid_base64_image", 400),
          Map.entry("invalid_image_url", 400),
          Map.entry("invalid_image_mode", 400),
          Map.entry("image_too_large", 400),
          Map.entry("image_too_small", 400),
          Map.entry("image_parse_error", 400),
          Map.entry("image_file_too_large", 400),
          Map.entry("image_file_not_found", 400),
          Map.entry("unsupported_image_media_type", 400),
          Map.entry("empty_image_file", 400),
          Map.entry("failed_to_download_image", 400),
          Map.entry("authentication_error", 401),
          Map.entry("billing_error", 402),
          Map.entry("permission_error", 403),
          Map.entry("not_found_error", 404),
          Map.entry("conflict_error", 409),
          Map.entry("request_too_large", 413),
          Map.entry("notfounderror", 404),
          Map.entry("rate_limit_error", 429),
          Map.entry("rate_limit_exceeded", 429),
          Map.entry("requests", 429),
          Map.entry("tokens", 429),
          Map.entry("too_many_requests", 429),
          Map.entry("server_error", 500),
          Map.entry("api_error", 500),
          Map.entry("internal_error", 500),
          Map.entry("internal_server_error", 500),
          Map.entry("internalservererror", 500),
          Map.entry("runtime_error", 500),
          Map.entry("service_unavailable", 503),
          Map.entry("overloaded", 503),
          Map.entry("overloaded_error", 503),
          Map.entry("timeout", 504),
          Map.entry("timeout_error", 504),
          // Google's, of https://cloud.google.com/apis/design/errors.
          Map.entry("invalid_argument", 400),
          Map.entry("failed_precondition", 400),
          Map.entry("out_of_range", 400),
          Map.entry("unauthenticated", 401),
          Map.entry("permission_denied", 403),
          Map.entry("not_found", 404),
          Map.entry("already_exists", 409),
          Map.entry("aborted", 409),
          Map.entry("resource_exhausted", 429),
          Map.entry("cancelled", 499),
          Map.entry("internal", 500),
          Map.entry("unknown", 500),
          Map.entry("data_loss", 500),
          Map.entry("unimplemented", 501),
          Map.entry("unavailable", 503),
          Map.entry("vector_store_timeout", 504),
          Map.entry("deadline_exceeded", 504));

  static ErrorFacts of(int status, ErrorBody body) {
    return new ErrorFacts(status >= 300 ? status : statusOf(body), body);
  }

  private static int statusOf(ErrorBody body) {
    Integer number = httpStatus(body.code());
    if (number != null) {
      return number;
    }
    Integer ofType = lookUp(body.type());
    Integer known = ofType == null ? lookUp(body.code()) : ofType;
    return known == null ? 0 : known;
  }

  private static @Nullable Integer lookUp(@Nullable String word) {
    return word == null ? null : STATUS_OF_TYPE.get(word.toLowerCase(Locale.ROOT));
  }

  private static @Nullable Integer httpStatus(@Nullable String code) {
    return code != null && code.matches("[3-5]\\d\\d") ? Integer.valueOf(code) : null;
  }

  /** Whether it may be the request's own fault. */
  boolean blamesTheRequest() {
    return status == 0 || status == 400 || status == 403 || status == 413 || status == 422;
  }

  boolean isStatus(int... statuses) {
    for (int each : statuses) {
      if (each == status) {
        return true;
      }
    }
    return false;
  }

  /** Whether the code or the class is one of these words. */
  boolean says(Set<String> words) {
    return words.stream().anyMatch(body::says);
  }

  /** Whether the message holds one of these texts, in any case. */
  boolean mentions(Set<String> texts) {
    String message = body.message().toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(message::contains);
  }
}
