package io.lattice.core.dialect.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Looks at one choice of a chunk without reading what is said. Confined to it. */
final class CandidateTap {
  private final JsonParser parser;
  private final int position;
  private int index;
  private boolean hasContent;
  private boolean callsTools;
  private @Nullable String finish;

  /**
   * @param parser stands at the choice's start, and afterwards at its end
   * @param position which of the chunk's choices it is, where it does not tell
   */
  CandidateTap(JsonParser parser, int position) {
    this.parser = parser;
    this.position = position;
  }

  ChunkTap.Candidate read() throws IOException {
    index = position;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "index" -> index = value == JsonToken.VALUE_NUMBER_INT ? number() : position;
        case "finishReason" -> finish = value == JsonToken.VALUE_STRING ? parser.getText() : null;
        case "content" -> inObject(value, "parts", this::parts);
        default -> parser.skipChildren();
      }
      if (parser.currentToken().isStructStart()) {
        parser.skipChildren();
      }
    }
    boolean ends = finish != null && !finish.isEmpty();
    return new ChunkTap.Candidate(index, hasContent, callsTools, ends ? finish : null);
  }

  /** Looks at one field's value. */
  @FunctionalInterface
  private interface Look {
    void at(JsonToken value) throws IOException;
  }

  private void inObject(JsonToken start, String field, Look look) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean isWanted = parser.currentName().equals(field);
      JsonToken value = parser.nextToken();
      if (isWanted) {
        look.at(value);
      }
      if (parser.currentToken().isStructStart()) {
        parser.skipChildren();
      }
    }
  }

  private void parts(JsonToken start) throws IOException {
    if (start != JsonToken.START_ARRAY) {
      return;
    }
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (token == JsonToken.START_OBJECT) {
        part();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void part() throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "text" -> hasContent |= value == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
        case "thought", "thoughtSignature" -> {
          // Says nothing by itself.
        }
        case "functionCall" -> inObject(value, "name", this::call);
        default -> hasContent |= value != JsonToken.VALUE_NULL;
      }
      if (parser.currentToken().isStructStart()) {
        parser.skipChildren();
      }
    }
  }

  private void call(JsonToken name) {
    callsTools |= name == JsonToken.VALUE_STRING;
    hasContent |= callsTools;
  }

  private int number() throws IOException {
    return parser.getTextLength() < 10 ? parser.getIntValue() : Integer.MAX_VALUE;
  }
}
