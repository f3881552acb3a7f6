package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Need;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StrictJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the router must know of a request while its JSON is checked, without building
 * anything of it: this is done for every request, however large. Confined to one request.
 */
final class RequestInspection implements StrictJson.Watcher {
  /**
   * Depths of the fields looked at: the body's, a message's, and those of a part of its content.
   */
  private static final int BODY = 1;

  private static final int OPTION = 2;
  private static final int MESSAGE = 3;
  private static final int PART = 5;

  private static final Map<String, Need> PART_NEEDS =
      Map.of("image_url", Need.VISION, "file", Need.FILES, "input_audio", Need.AUDIO);

  private static final Map<String, Need> FORMAT_NEEDS =
      Map.of("json_object", Need.JSON_OBJECT, "json_schema", Need.JSON_SCHEMA);

  /** The name of the last field at each depth. */
  private final String[] names = new String[PART + 1];

  private final Set<Need> needs = EnumSet.noneOf(Need.class);
  private @Nullable String model;
  private boolean hasMessages;
  private boolean streamed;
  private boolean usageAsked;

  private RequestInspection() {
    Arrays.fill(names, "");
  }

  static RequestFacts inspect(Bytes body, JsonLimits limits) {
    RequestInspection inspection = new RequestInspection();
    StrictJson.check(body, limits, inspection);
    String model = inspection.model;
    if (model == null || model.isBlank()) {
      throw DialectException.invalid("model", "is missing: GET /v1/models lists the names");
    }
    if (!inspection.hasMessages) {
      throw DialectException.invalid("messages", "must be a list of at least one message");
    }
    return new RequestFacts(model, inspection.streamed, inspection.usageAsked, inspection.needs);
  }

  @Override
  public void token(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (depth > PART) {
      return;
    }
    if (token == JsonToken.FIELD_NAME) {
      names[depth] = parser.currentName();
    } else if (depth == BODY) {
      field(parser, token);
    } else if (depth == OPTION) {
      option(parser, token);
    } else if (depth == PART
        && token == JsonToken.VALUE_STRING
        && names[PART].equals("type")
        && names[BODY].equals("messages")
        && names[MESSAGE].equals("content")) {
      need(PART_NEEDS.get(parser.getText()));
    }
  }

  private void field(JsonParser parser, JsonToken token) throws IOException {
    switch (names[BODY]) {
      case "model" -> model = string(parser, token);
      case "stream" -> streamed = flag(token, "stream");
      case "logprobs" -> need(flag(token, "logprobs") ? Need.LOGPROBS : null);
      case "messages" -> check(token, JsonToken.START_ARRAY, JsonToken.END_ARRAY, "a list");
      case "stream_options" ->
          check(token, JsonToken.START_OBJECT, JsonToken.END_OBJECT, "an object");
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void option(JsonParser parser, JsonToken token) throws IOException {
    switch (names[BODY]) {
      case "messages" -> hasMessages = true;
      case "tools", "functions" -> needs.add(Need.TOOLS);
      case "stream_options" -> {
        if (names[OPTION].equals("include_usage")) {
          usageAsked = flag(token, "stream_options.include_usage");
        }
      }
      case "response_format" -> {
        if (names[OPTION].equals("type") && token == JsonToken.VALUE_STRING) {
          need(FORMAT_NEEDS.get(parser.getText()));
        }
      }
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void need(@Nullable Need need) {
    if (need != null) {
      needs.add(need);
    }
  }

  private static String string(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw DialectException.invalid("model", "must be a string: GET /v1/models lists the names");
    }
    return parser.getText();
  }

  private static boolean flag(JsonToken token, String path) {
    if (token != JsonToken.VALUE_NULL && !token.isBoolean()) {
      throw DialectException.invalid(path, "must be true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private void check(JsonToken token, JsonToken start, JsonToken end, String wanted) {
    if (token != start && token != end && token != JsonToken.VALUE_NULL) {
      throw DialectException.invalid(names[BODY], "must be " + wanted);
    }
  }
}
