package io.lattice.core.dialect.ollama;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Need;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StrictJson;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds out what the router must know of a request while its JSON is checked, without building
 * anything of it. Confined to one request.
 */
final class RequestInspection implements StrictJson.Watcher {
  /** Depths of what is looked at: the body's fields, a list's items, a message's, its images. */
  private static final int BODY = 1;

  private static final int ITEM = 2;
  private static final int MESSAGE = 3;
  private static final int IMAGE = 4;

  private final Set<Need> needs = EnumSet.noneOf(Need.class);
  private String field = "";
  private String ofMessage = "";
  private String model = "";
  private boolean hasMessages;
  private boolean streamed = true;

  private RequestInspection() {}

  static RequestFacts inspect(Bytes body, JsonLimits limits) {
    RequestInspection inspection = new RequestInspection();
    StrictJson.check(body, limits, inspection);
    if (inspection.model.isBlank()) {
      throw DialectException.invalid("model", "is missing: GET /v1/models lists the names");
    }
    if (!inspection.hasMessages) {
      throw DialectException.invalid("messages", "must be a list of at least one message");
    }
    // What an answer used is always told.
    return new RequestFacts(inspection.model, inspection.streamed, true, inspection.needs);
  }

  @Override
  public void token(JsonParser parser, JsonToken token, int depth) throws IOException {
    boolean isName = token == JsonToken.FIELD_NAME;
    if (depth == BODY && isName) {
      field = parser.currentName();
    } else if (depth == BODY) {
      field(parser, token);
    } else if (depth == MESSAGE && isName) {
      ofMessage = parser.currentName();
    } else if (depth == ITEM && token == JsonToken.START_OBJECT) {
      item();
    } else if (depth == IMAGE
        && field.equals("messages")
        && ofMessage.equals("images")
        && token == JsonToken.VALUE_STRING) {
      needs.add(Need.VISION);
    }
  }

  private void item() {
    if (field.equals("messages")) {
      hasMessages = true;
    } else if (field.equals("tools")) {
      needs.add(Need.TOOLS);
    }
  }

  private void field(JsonParser parser, JsonToken token) throws IOException {
    switch (field) {
      case "model" -> {
        check(token == JsonToken.VALUE_STRING, "must be a string: GET /v1/models lists the names");
        model = parser.getText();
      }
      case "stream" -> {
        check(token.isBoolean() || token == JsonToken.VALUE_NULL, "must be true or false");
        streamed = token != JsonToken.VALUE_FALSE;
      }
      case "logprobs" -> need(token == JsonToken.VALUE_TRUE, Need.LOGPROBS);
      case "format" -> {
        need(token == JsonToken.START_OBJECT, Need.JSON_SCHEMA);
        need(token == JsonToken.VALUE_STRING && parser.getText().equals("json"), Need.JSON_OBJECT);
      }
      case "messages", "tools" ->
          check(
              token == JsonToken.START_ARRAY
                  || token == JsonToken.END_ARRAY
                  || token == JsonToken.VALUE_NULL,
              "must be a list");
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void need(boolean isThere, Need need) {
    if (isThere) {
      needs.add(need);
    }
  }

  private void check(boolean isRight, String problem) {
    if (!isRight) {
      throw DialectException.invalid(field, problem);
    }
  }
}
