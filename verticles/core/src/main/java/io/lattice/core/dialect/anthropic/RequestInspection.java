package io.lattice.core.dialect.anthropic;

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
   * Depths of the fields looked at: the body's, those of an object in it, a message's, a block's,
   * and those of a block in what a tool answered.
   */
  private static final int BODY = 1;

  private static final int INNER = 2;
  private static final int MESSAGE = 3;
  private static final int BLOCK = 5;
  private static final int RESULT = 7;

  private static final Map<String, Need> BLOCK_NEEDS =
      Map.of("image", Need.VISION, "document", Need.FILES, "container_upload", Need.FILES);

  /** The name of the last field at each depth. */
  private final String[] names = new String[RESULT + 1];

  private final Set<Need> needs = EnumSet.noneOf(Need.class);
  private @Nullable String model;
  private boolean hasMessages;
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
    if (!inspection.hasMessages) {
      throw DialectException.invalid("messages", "must be a list of at least one message");
    }
    // This dialect's streams always tell usage.
    return new RequestFacts(model, inspection.streamed, true, inspection.needs);
  }

  @Override
  public void token(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (depth > RESULT) {
      return;
    }
    if (token == JsonToken.FIELD_NAME) {
      names[depth] = parser.currentName();
      return;
    }
    switch (depth) {
      case BODY -> field(parser, token);
      case INNER -> inner();
      case MESSAGE -> format(parser, token);
      case BLOCK, RESULT -> block(parser, token, depth);
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void field(JsonParser parser, JsonToken token) throws IOException {
    switch (names[BODY]) {
      case "model" -> model = string(parser, token);
      case "stream" -> streamed = flag(token);
      case "messages" -> {
        if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
          throw DialectException.invalid("messages", "must be a list of messages");
        }
      }
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void inner() {
    if (names[BODY].equals("messages")) {
      hasMessages = true;
    } else if (names[BODY].equals("tools")) {
      needs.add(Need.TOOLS);
    }
  }

  /** {@code output_config.format.type}, which stands as deep as a message's fields. */
  private void format(JsonParser parser, JsonToken token) throws IOException {
    if (names[BODY].equals(OutputConfig.FIELD)
        && names[INNER].equals("format")
        && names[MESSAGE].equals("type")
        && token == JsonToken.VALUE_STRING
        && parser.getText().equals("json_schema")) {
      needs.add(Need.JSON_SCHEMA);
    }
  }

  private void block(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (token == JsonToken.VALUE_STRING
        && names[depth].equals("type")
        && names[BODY].equals("messages")
        && names[MESSAGE].equals("content")
        && (depth == BLOCK || names[BLOCK].equals("content"))) {
      Need need = BLOCK_NEEDS.get(parser.getText());
      if (need != null) {
        needs.add(need);
      }
    }
  }

  private static String string(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw DialectException.invalid("model", "must be a string: GET /v1/models lists the names");
    }
    return parser.getText();
  }

  private static boolean flag(JsonToken token) {
    if (token != JsonToken.VALUE_NULL && !token.isBoolean()) {
      throw DialectException.invalid("stream", "must be true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }
}
