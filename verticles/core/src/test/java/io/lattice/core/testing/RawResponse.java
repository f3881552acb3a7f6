package io.lattice.core.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response as its bytes arrive: the head at once, the body as far as it is asked for. */
public final class RawResponse {
  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  private RawResponse(int status, Map<String, String> headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static RawResponse read(InputStream in) throws IOException {
    String statusLine = HttpBytes.line(in);
    if (statusLine == null) {
      throw new EOFException("the server ended the connection without a response");
    }
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = HttpBytes.line(in);
        line != null && !line.isEmpty();
        line = HttpBytes.line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim(),
          (first, second) -> first + ", " + second);
    }
    return new RawResponse(status, headers, bodyOf(headers, in));
  }

  private static InputStream bodyOf(Map<String, String> headers, InputStream in)
      throws IOException {
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      return new ChunkedBody(in);
    }
    String length = headers.get("content-length");
    return length == null
        ? in
        : new ByteArrayInputStream(HttpBytes.exactly(in, Integer.parseInt(length)));
  }

  public int status() {
    return status;
  }

  /** Headers; names in lower case, equal ones joined by commas. */
  public Map<String, String> headers() {
    return headers;
  }

  /** A header's value, or empty. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The rest of the body. Fails when the body is cut. */
  public String text() {
    return new String(bytes(), UTF_8);
  }

  /** The rest of the body. Fails when the body is cut. */
  public byte[] bytes() {
    try {
      return body.readAllBytes();
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  /** The next line of the body without its end, null after the last. Fails when it is cut. */
  public @Nullable String line() {
    try {
      return HttpBytes.line(body);
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  /** The data of the next server-sent event, skipping comments; null after the last. */
  public @Nullable String event() {
    for (String line = line(); line != null; line = line()) {
      if (line.startsWith("data:")) {
        return new String(line.substring(5).trim().getBytes(ISO_8859_1), UTF_8);
      }
    }
    return null;
  }

  /** The data of all remaining server-sent events. */
  public List<String> events() {
    List<String> events = new ArrayList<>();
    for (String event = event(); event != null; event = event()) {
      events.add(event);
    }
    return events;
  }
}
