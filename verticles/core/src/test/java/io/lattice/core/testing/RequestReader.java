package io.lattice.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after the other. */
final class RequestReader {
  private final int connection;
  private final InputStream in;

  RequestReader(int connection, InputStream in) {
    this.connection = connection;
    this.in = in;
  }

  /** The next request, or null when the client ended the connection instead. */
  @Nullable Call next() throws IOException {
    String requestLine = HttpBytes.line(in);
    if (requestLine == null) {
      return null;
    }
    String[] words = requestLine.split(" ");
    Map<String, List<String>> headers = headers();
    return new Call(connection, words[0], words[1], headers, body(headers));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    String line = HttpBytes.line(in);
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), k -> new ArrayList<>())
          .add(line.substring(colon + 1).trim());
      line = HttpBytes.line(in);
    }
    return headers;
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] chunk = HttpBytes.chunk(in);
      while (chunk.length > 0) {
        body.write(chunk);
        chunk = HttpBytes.chunk(in);
      }
      return body.toByteArray();
    }
    List<String> length = headers.getOrDefault("content-length", List.of("0"));
    return HttpBytes.exactly(in, Integer.parseInt(length.get(0)));
  }
}
