package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one choice until they are complete, since Google's libraries take them only
 * whole. Confined to one answer.
 */
final class HeldCalls {
  private static final class Call {
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";
    private @Nullable Proof proof;
  }

  private final Map<Integer, Call> calls = new TreeMap<>();

  void started(ChatEvent.ToolCallStarted event) {
    Call call = call(event.index());
    call.id = event.id();
    call.name = event.name();
  }

  void grown(ChatEvent.ToolCallDelta event) {
    call(event.index()).arguments.append(event.arguments());
  }

  void signed(ChatEvent.ToolCallSigned event) {
    call(event.index()).proof = event.proof();
  }

  private Call call(int index) {
    return calls.computeIfAbsent(index, absent -> new Call());
  }

  /** All of them, in the order of their indices; afterwards there are none. */
  List<Part> release() {
    List<Part> parts = new ArrayList<>();
    for (Call call : calls.values()) {
      parts.add(
          new Part.ToolCall(call.id, call.name, call.arguments.toString(), call.proof, Map.of()));
    }
    calls.clear();
    return parts;
  }
}
