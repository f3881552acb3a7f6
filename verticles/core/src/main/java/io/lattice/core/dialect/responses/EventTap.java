package io.lattice.core.dialect.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.ProviderJson;
import io.lattice.core.dialect.WireFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an event that is passed on is about, found in one pass over its bytes: by its type or, where
 * it tells none, its name. Text is skipped, not read.
 */
enum EventTap {
  /** The answer was taken up, the connection kept alive: nothing is said. */
  SILENT,
  /** Something may be said now. */
  OPENED,
  SAID,
  /** The answer ended, well or not. */
  ENDED,
  ERROR;

  private static final String OURS = "response.";

  /**
   * Looks at an event.
   *
   * @throws io.lattice.core.dialect.DialectException where it is not what an event can be
   */
  static EventTap of(WireFrame frame) {
    try (JsonParser parser = ProviderJson.parser(frame.data())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw AnswerProgress.protocol("the provider sent JSON that is no object");
      }
      EventTap tap = read(parser, frame);
      if (parser.nextToken() != null) {
        throw ProviderJson.notJson();
      }
      return tap;
    } catch (IOException e) {
      throw ProviderJson.notJson();
    }
  }

  /** Whether a name is one of this API's events, which have data that can be read. */
  static boolean isOurs(@Nullable String name) {
    return name != null && name.startsWith(OURS);
  }

  private static EventTap read(JsonParser parser, WireFrame frame) throws IOException {
    String type = null;
    boolean isWhole = false;
    boolean isError = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "type" -> type = value == JsonToken.VALUE_STRING ? parser.getText() : type;
        case "output" -> isWhole = value == JsonToken.START_ARRAY;
        case "error" -> isError = value != JsonToken.VALUE_NULL;
        default -> {
          // Read by nobody here.
        }
      }
      parser.skipChildren();
    }
    String told = type == null ? frame.name() : type;
    if (isError && Ending.isError(JsonTree.read(frame.data()).get("error"))) {
      return ERROR;
    }
    if (told == null && isWhole) {
      throw AnswerProgress.protocol("the provider answered whole where a stream was asked for");
    }
    return of(told == null ? "" : told);
  }

  private static EventTap of(String type) {
    return switch (type) {
      case "response.created", "response.in_progress", "response.queued" -> SILENT;
      case "response.output_item.added", "response.content_part.added" -> OPENED;
      case "response.completed", "response.incomplete", "response.failed", "response.cancelled" ->
          ENDED;
      case "error" -> ERROR;
      default -> isOurs(type) ? SAID : SILENT;
    };
  }
}
