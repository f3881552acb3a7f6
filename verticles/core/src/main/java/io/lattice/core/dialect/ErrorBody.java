package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.JsonTree.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said about a failure, whatever form it chose: OpenAI's object, xAI's two strings,
 * FastAPI's {@code detail}, an API gateway's {@code message}, plain text, or the page of a proxy.
 *
 * @param message for people; empty where there is none or it is a page
 * @param code the provider's word for it, or null
 * @param type the provider's class of it, or null
 * @param param the request's field at fault, or null
 * @param detail a second, more exact code, as Azure's content filter gives, or null
 */
public record ErrorBody(
    String message,
    @Nullable String code,
    @Nullable String type,
    @Nullable String param,
    @Nullable String detail) {
  private static final int MAX_TEXT = 4_096;
  private static final ErrorBody SILENT = new ErrorBody("", null, null, null, null);

  public static ErrorBody of(Bytes body) {
    try {
      return of(JsonTree.read(body));
    } catch (DialectException notJson) {
      return plain(body);
    }
  }

  /** Some APIs put the error into a list of one. */
  public static ErrorBody of(JsonTree json) {
    if (json.is(Kind.ARRAY) && !json.items().isEmpty()) {
      return of(json.items().get(0));
    }
    if (json.is(Kind.STRING)) {
      return text(json.text());
    }
    JsonTree error = json.get("error");
    if (error == null) {
      return fields(json, message(json, "message", "detail", "error_description"));
    }
    return error.is(Kind.OBJECT)
        ? fields(error, message(error, "message", "display_message"))
        : fields(json, error.is(Kind.STRING) ? error.text() : "");
  }

  private static ErrorBody fields(JsonTree error, String message) {
    JsonTree inner = error.get("innererror");
    return new ErrorBody(
        message,
        scalar(error, "code", "statusCode", "error_code"),
        scalar(error, "type", "error_type"),
        error.string("param"),
        inner == null ? null : inner.string("code"));
  }

  /** FastAPI lists what is wrong with each field. */
  private static String message(JsonTree error, String... names) {
    JsonTree found = first(error, names);
    if (found == null || found.is(Kind.OBJECT)) {
      return found == null ? "" : message(found, "message", "msg");
    }
    return found.is(Kind.ARRAY) && !found.items().isEmpty()
        ? message(found.items().get(0), "msg", "message")
        : found.text();
  }

  private static @Nullable String scalar(JsonTree error, String... names) {
    JsonTree found = first(error, names);
    return found == null || found.text().isEmpty() ? null : found.text();
  }

  private static @Nullable JsonTree first(JsonTree error, String... names) {
    return Stream.of(names).map(error::get).flatMap(Stream::ofNullable).findFirst().orElse(null);
  }

  private static ErrorBody plain(Bytes body) {
    int length = Math.min(body.length(), MAX_TEXT);
    return text(new String(body.array(), 0, length, StandardCharsets.UTF_8).strip());
  }

  /** A page is for browsers: nothing of it is passed on. So is JSON that was cut. */
  private static ErrorBody text(String text) {
    String start = text.toLowerCase(Locale.ROOT);
    boolean isPage =
        start.startsWith("<")
            || start.startsWith("{")
            || start.startsWith("[")
            || start.contains("<html")
            || start.contains("<!doctype");
    return isPage ? SILENT : new ErrorBody(text, null, null, null, null);
  }

  /** Whether the code, the type or the more exact code is this word, in any case. */
  public boolean says(String word) {
    return word.equalsIgnoreCase(code)
        || word.equalsIgnoreCase(type)
        || word.equalsIgnoreCase(detail);
  }
}
