package io.lattice.core.usage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ProviderJson;
import java.io.IOException;
import java.util.Set;

/**
 * Finds what a model reads or wrote in JSON of any dialect: the strings, but for those of the
 * envelope. Of tools the JSON itself is read too, since a schema's names are words to the model.
 */
final class BodyText {
  private static final Set<String> TOOLS = Set.of("tools", "functions", "toolConfig");

  /** A picture, a recording or a file, in the body or somewhere else. */
  private static final Set<String> MEDIA =
      Set.of(
          "data",
          "file_data",
          "file_id",
          "file_uri",
          "fileUri",
          "file_url",
          "image_url",
          "images",
          "url");

  /** Names, settings and proofs, none of which is text. */
  private static final Set<String> ENVELOPE =
      Set.of(
          "call_id",
          "created_at",
          "detail",
          "encrypted_content",
          "event",
          "event_id",
          "finishReason",
          "finish_reason",
          "format",
          "id",
          "item_id",
          "logprobs",
          "media_type",
          "metadata",
          "mime_type",
          "mimeType",
          "model",
          "modelVersion",
          "obfuscation",
          "object",
          "request_id",
          "responseId",
          "response_id",
          "safetyRatings",
          "service_tier",
          "signature",
          "status",
          "stop_reason",
          "system_fingerprint",
          "thoughtSignature",
          "tool_call_id",
          "tool_choice",
          "tool_use_id",
          "type",
          "usage",
          "usageMetadata",
          "user");

  /** Takes what is found. */
  interface Sink {

    /** Words, as they stand in the JSON. */
    void text(String words);

    /** A picture, a recording or a file. */
    default void medium() {}

    /** A turn of a conversation begins. */
    default void turn() {}
  }

  private BodyText() {}

  /** Adds the text; of JSON that breaks off what comes before its end. */
  static void read(Bytes json, Sink into) {
    try (JsonParser parser = ProviderJson.parser(json)) {
      JsonToken token;
      while ((token = parser.nextToken()) != null) {
        read(parser, token, into);
      }
    } catch (IOException | DialectException e) {
      // What could be read was; an estimate is no place to refuse a request.
      return;
    }
  }

  private static void read(JsonParser parser, JsonToken token, Sink into) throws IOException {
    String name = parser.currentName();
    if (token == JsonToken.FIELD_NAME) {
      if (ENVELOPE.contains(name)) {
        parser.nextToken();
        parser.skipChildren();
      } else if (TOOLS.contains(name)) {
        everything(parser, into);
      }
    } else if (token == JsonToken.VALUE_STRING) {
      string(parser, nameOf(parser), into);
    }
  }

  /** That of the field, or of the array's where the value is in one. */
  private static String nameOf(JsonParser parser) {
    var context = parser.getParsingContext();
    while (context != null && context.inArray()) {
      context = context.getParent();
    }
    String name = context == null ? null : context.getCurrentName();
    return name == null ? "" : name;
  }

  private static void string(JsonParser parser, String name, Sink into) throws IOException {
    if (name.equals("role")) {
      into.turn();
    } else if (MEDIA.contains(name)) {
      into.medium();
    } else {
      into.text(parser.getText());
    }
  }

  private static void everything(JsonParser parser, Sink into) throws IOException {
    int depth = 0;
    do {
      JsonToken token = parser.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
        into.text(parser.getText());
      }
    } while (depth > 0);
  }
}
