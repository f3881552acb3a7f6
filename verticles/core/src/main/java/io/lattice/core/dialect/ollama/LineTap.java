package io.lattice.core.dialect.ollama;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.ProviderJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a line that is passed on as it is, found in one pass over its bytes. Text
 * is skipped, not read. Confined to one line.
 */
final class LineTap {
  private final Map<String, Json> counts = new LinkedHashMap<>();
  private boolean hasMessage;
  private boolean saysSomething;
  private boolean callsTools;
  private boolean isDone;
  private @Nullable String reason;

  private LineTap() {}

  /**
   * Reads a line.
   *
   * @throws DialectException where it tells a failure, or is not what a line can be
   */
  static LineTap of(Bytes line) {
    LineTap tap = new LineTap();
    try (JsonParser parser = ProviderJson.parser(line)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw first == null
            ? ProviderJson.notJson()
            : AnswerProgress.protocol("the provider sent JSON that is no object");
      }
      boolean mayFail = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        mayFail |= name.equals("error") && value != JsonToken.VALUE_NULL;
        tap.field(name, value, parser);
      }
      if (parser.nextToken() != null) {
        throw ProviderJson.notJson();
      }
      if (mayFail) {
        failIfItSaysSo(line);
      }
      return tap;
    } catch (IOException e) {
      throw ProviderJson.notJson();
    }
  }

  private static void failIfItSaysSo(Bytes line) {
    JsonTree json = JsonTree.read(line);
    if (Failures.isTold(json.get("error"))) {
      throw new DialectException(Failures.inAnswer(json));
    }
  }

  private void field(String name, JsonToken value, JsonParser parser) throws IOException {
    if (name.equals("message") && value == JsonToken.START_OBJECT) {
      hasMessage = true;
      message(parser);
    } else if (value.isStructStart()) {
      parser.skipChildren();
    } else if (name.equals("done")) {
      isDone |= value == JsonToken.VALUE_TRUE;
    } else if (name.equals("done_reason") && value == JsonToken.VALUE_STRING) {
      reason = parser.getText();
    } else if (Counts.isCount(name) && value.isNumeric()) {
      counts.putIfAbsent(name, Json.of(parser.getText()));
    }
  }

  private void message(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        saysSomething |= !name.equals("role") && parser.getTextLength() > 0;
      } else if (value.isStructStart()) {
        boolean isEmpty = isEmpty(parser);
        saysSomething |= !isEmpty;
        callsTools |= !isEmpty && name.equals("tool_calls");
      }
    }
  }

  /** Skips a container, and tells whether nothing is in it. */
  private static boolean isEmpty(JsonParser parser) throws IOException {
    boolean isEmpty = parser.nextToken().isStructEnd();
    int open = isEmpty ? 0 : parser.currentToken().isStructStart() ? 2 : 1;
    while (open > 0) {
      JsonToken token = parser.nextToken();
      open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return isEmpty;
  }

  boolean hasMessage() {
    return hasMessage;
  }

  /** Whether a caller is shown something by it. */
  boolean saysSomething() {
    return saysSomething;
  }

  boolean callsTools() {
    return callsTools;
  }

  boolean isDone() {
    return isDone;
  }

  /** The provider's word for the end, or null. */
  @Nullable String reason() {
    return reason;
  }

  Counts counts() {
    return new Counts(counts);
  }
}
