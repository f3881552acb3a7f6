package io.lattice.api.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param name tells speakers of one role apart, or null
 * @param extras fields of the message that its reader did not know, by name
 */
public record Message(
    Role role, List<Part> parts, @Nullable String name, Map<String, Json> extras) {
  public Message {
    Objects.requireNonNull(role, "role");
    parts = List.copyOf(parts);
    extras = Map.copyOf(extras);
  }

  public static Message of(Role role, Part... parts) {
    return new Message(role, List.of(parts), null, Map.of());
  }

  public static Message system(String text) {
    return of(Role.SYSTEM, new Part.Text(text));
  }

  public static Message user(String text) {
    return of(Role.USER, new Part.Text(text));
  }

  public static Message assistant(String text) {
    return of(Role.ASSISTANT, new Part.Text(text));
  }

  public static Message toolResult(String callId, String text) {
    return of(Role.TOOL, new Part.ToolResult(callId, List.of(new Part.Text(text)), false));
  }

  /** All text parts joined, without a separator. */
  public String text() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }
}
