package io.lattice.core.dialect.gemini;

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
import java.util.Set;

/**
 * Finds out what the router must know of a request while its JSON is checked, without building
 * anything of it. The path says which model and whether to stream; usage is always told. Confined
 * to one request.
 */
final class RequestInspection implements StrictJson.Watcher {
  private static final int BODY = 1;
  private static final int OPTION = 2;

  /** Depths of the fields of a part's media, and of the media in what a tool answered. */
  private static final Set<Integer> OF_MEDIA = Set.of(6, 9);

  private static final int DEEPEST = 9;

  /** The name of the last field at each depth. */
  private final String[] names = new String[DEEPEST + 1];

  private final Set<Need> needs = EnumSet.noneOf(Need.class);
  private boolean hasContents;

  private RequestInspection() {
    Arrays.fill(names, "");
  }

  static RequestFacts inspect(Bytes body, JsonLimits limits) {
    RequestInspection inspection = new RequestInspection();
    StrictJson.check(body, limits, inspection);
    if (!inspection.hasContents) {
      throw DialectException.invalid("contents", "must be a list of at least one content");
    }
    if (inspection.needs.contains(Need.JSON_SCHEMA)) {
      inspection.needs.remove(Need.JSON_OBJECT);
    }
    return new RequestFacts("", false, true, inspection.needs);
  }

  @Override
  public void token(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (depth > DEEPEST) {
      return;
    }
    if (token == JsonToken.FIELD_NAME) {
      names[depth] = ProtoNames.camel(parser.currentName());
    } else if (depth == BODY && names[BODY].equals("contents")) {
      list(token);
    } else if (depth == OPTION) {
      option(parser, token);
    } else if (OF_MEDIA.contains(depth) && names[BODY].equals("contents")) {
      media(parser, token, depth);
    }
  }

  private static void list(JsonToken token) {
    if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
      throw DialectException.invalid("contents", "must be a list");
    }
  }

  private void option(JsonParser parser, JsonToken token) throws IOException {
    switch (names[BODY]) {
      case "contents" -> hasContents = true;
      case "tools" -> needs.add(Need.TOOLS);
      case ConfigWriter.CONFIG -> config(parser, token);
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void config(JsonParser parser, JsonToken token) throws IOException {
    switch (names[OPTION]) {
      case "responseSchema", "responseJsonSchema" -> {
        if (token.isStructStart()) {
          needs.add(Need.JSON_SCHEMA);
        }
      }
      case "responseMimeType" -> {
        if (token == JsonToken.VALUE_STRING && parser.getText().equals("application/json")) {
          needs.add(Need.JSON_OBJECT);
        }
      }
      case "responseLogprobs" -> {
        if (token == JsonToken.VALUE_TRUE) {
          needs.add(Need.LOGPROBS);
        }
      }
      default -> {
        // Of no concern to the router.
      }
    }
  }

  private void media(JsonParser parser, JsonToken token, int depth) throws IOException {
    boolean isType = names[depth].equals("mimeType") && token == JsonToken.VALUE_STRING;
    String container = names[depth - 1];
    if (isType && (container.equals("inlineData") || container.equals("fileData"))) {
      String type = parser.getText();
      needs.add(
          type.startsWith("image/")
              ? Need.VISION
              : type.startsWith("audio/") ? Need.AUDIO : Need.FILES);
    }
  }
}
