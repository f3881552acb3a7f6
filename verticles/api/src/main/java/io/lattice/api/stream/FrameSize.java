package io.lattice.api.stream;

import io.lattice.api.chat.ChatEvent;
import java.util.List;

/** How much credit a batch of events takes: its text and bytes, and a little for each event. */
final class FrameSize {
  private static final int PER_EVENT = 16;

  private FrameSize() {}

  static int of(List<ChatEvent> events) {
    int size = 0;
    for (ChatEvent event : events) {
      size += PER_EVENT + payloadOf(event);
    }
    return size;
  }

  private static int payloadOf(ChatEvent event) {
    if (event instanceof ChatEvent.NativeBytes e) {
      return e.bytes().length();
    }
    if (event instanceof ChatEvent.TextDelta e) {
      return e.text().length();
    }
    if (event instanceof ChatEvent.ReasoningDelta e) {
      return e.text().length();
    }
    if (event instanceof ChatEvent.RefusalDelta e) {
      return e.text().length();
    }
    if (event instanceof ChatEvent.ToolCallDelta e) {
      return e.arguments().length();
    }
    if (event instanceof ChatEvent.ReasoningSigned e) {
      return e.proof().text().length();
    }
    if (event instanceof ChatEvent.ToolCallSigned e) {
      return e.proof().text().length();
    }
    if (event instanceof ChatEvent.OpaqueAdded e) {
      return e.part().json().text().length();
    }
    if (event instanceof ChatEvent.LogprobsAdded e) {
      return e.logprobs().text().length();
    }
    if (event instanceof ChatEvent.ExtraAdded e) {
      return e.value().text().length();
    }
    if (event instanceof ChatEvent.VectorsAdded e) {
      return e.vectors().stream().mapToInt(vector -> vector.bytes().length()).sum();
    }
    return 0;
  }
}
