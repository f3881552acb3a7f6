package io.lattice.core.dialect.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.ProviderJson;
import io.lattice.core.dialect.WireFrame;
import java.io.IOException;

/** What an event that is passed on is about, told by its name and, where it has none, its type. */
enum EventTap {
  /** The answer was taken up. */
  STARTED,
  /** Something is said, or may be now. */
  OPENED,
  SAID,
  /** The answer ended, well or not. */
  ENDED,
  ERROR;

  static EventTap of(WireFrame frame) {
    String name = frame.name();
    return of(name == null || name.equals("message") ? type(frame) : name);
  }

  private static EventTap of(String type) {
    return switch (type) {
      case "response.created", "response.in_progress", "response.queued" -> STARTED;
      case "response.output_item.added", "response.content_part.added" -> OPENED;
      case "response.completed", "response.incomplete", "response.failed", "response.cancelled" ->
          ENDED;
      case "error" -> ERROR;
      default -> SAID;
    };
  }

  /** The type of an event; of one that tells none, whether it is an error. */
  private static String type(WireFrame frame) {
    try (JsonParser parser = ProviderJson.parser(frame.data())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw AnswerProgress.protocol("the provider sent JSON that is no object");
      }
      String type = "";
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("type") && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        if (field.equals("error") && value != JsonToken.VALUE_NULL) {
          type = "error";
        } else if (field.equals("output") && value == JsonToken.START_ARRAY) {
          throw AnswerProgress.protocol("the provider answered whole where a stream was asked for");
        }
        parser.skipChildren();
      }
      return type;
    } catch (IOException e) {
      throw ProviderJson.notJson();
    }
  }
}
