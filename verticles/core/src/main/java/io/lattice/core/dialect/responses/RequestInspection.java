package io.lattice.core.dialect.responses;

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
 * anything of it. Confined to one request.
 *
 * <p>Whether input is there at all is the reader's to check, and OpenAI's: it may be kept there.
 */
final class RequestInspection implements StrictJson.Watcher {
  /** Depths of the fields looked at: the body's, an item's, and those of a part of its content. */
  private static final int BODY = 1;

  private static final int OPTION = 2;
  private static final int ITEM = 3;
  private static final int PART = 5;

  private static final Map<String, Need> PART_NEEDS =
      Map.of("input_image", Need.VISION, "input_file", Need.FILES, "input_audio", Need.AUDIO);

  private static final Map<String, Need> FORMAT_NEEDS =
      Map.of("json_object", Need.JSON_OBJECT, "json_schema", Need.JSON_SCHEMA);

  /** The name of the last field at each depth. */
  private final String[] names = new String[PART + 1];

  private final Set<Need> needs = EnumSet.noneOf(Need.class);
  private @Nullable String model;
  private boolean streamed;

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
    // This API always tells usage, in its last event.
    return new RequestFacts(model, inspection.streamed, true, inspection.needs);
  }

  @Override
  public void token(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (depth > PART) {
      return;
    }
    if (token == JsonToken.FIELD_NAME) {
      names[depth] = parser.currentName();
      return;
    }
    switch (depth) {
      case BODY -> field(parser, token);
      case OPTION -> option(parser, token);
      case ITEM -> format(parser, token);
      case PART -> part(parser, token);
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void field(JsonParser parser, JsonToken token) throws IOException {
    switch (names[BODY]) {
      case "model" -> {
        if (token != JsonToken.VALUE_STRING) {
          throw wrong("must be a string: GET /v1/models lists the names");
        }
        model = parser.getText();
      }
      case "stream" -> {
        if (token != JsonToken.VALUE_NULL && !token.isBoolean()) {
          throw wrong("must be true or false");
        }
        streamed = token == JsonToken.VALUE_TRUE;
      }
      case "input" -> {
        if (token.isNumeric() || token.isBoolean() || token == JsonToken.START_OBJECT) {
          throw wrong("must be a string or a list of items");
        }
      }
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void option(JsonParser parser, JsonToken token) throws IOException {
    if (names[BODY].equals("tools")) {
      needs.add(Need.TOOLS);
    } else if (names[BODY].equals("include")
        && token == JsonToken.VALUE_STRING
        && parser.getText().equals(Includes.LOGPROBS)) {
      needs.add(Need.LOGPROBS);
    }
  }

  private void format(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING
        && names[BODY].equals("text")
        && names[OPTION].equals("format")
        && names[ITEM].equals("type")) {
      need(FORMAT_NEEDS.get(parser.getText()));
    }
  }

  /** A message's content, or what a tool answered. */
  private void part(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING
        && names[PART].equals("type")
        && names[BODY].equals("input")
        && (names[ITEM].equals("content") || names[ITEM].equals("output"))) {
      need(PART_NEEDS.get(parser.getText()));
    }
  }

  private void need(@Nullable Need need) {
    if (need != null) {
      needs.add(need);
    }
  }

  private DialectException wrong(String problem) {
    return DialectException.invalid(names[BODY], problem);
  }
}
