package io.lattice.core.dialect.anthropic;

import com.fasterxml.jackson.core.io.SerializedString;
import io.lattice.core.dialect.JsonText;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Frames the events of a stream: each has its name before its data and again in them. */
final class StreamEvents {
  private static final SerializedString END = new SerializedString("\n\n");
  private static final Map<EventType, SerializedString> HEADS = heads();

  private StreamEvents() {}

  /** Opens an event's object, which has its type already. */
  static JsonText start(EventType type, JsonText json) {
    return head(type, json).startObject().field("type", type.word());
  }

  /** The same without the object, for one that is written elsewhere. */
  static JsonText head(EventType type, JsonText json) {
    return json.raw(Objects.requireNonNull(HEADS.get(type)));
  }

  static void end(JsonText json) {
    json.endObject();
    close(json);
  }

  /** Ends an event whose object is closed already. */
  static void close(JsonText json) {
    json.raw(END);
  }

  private static Map<EventType, SerializedString> heads() {
    Map<EventType, SerializedString> heads = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      heads.put(type, new SerializedString("event: " + type.word() + "\ndata: "));
    }
    return heads;
  }
}
