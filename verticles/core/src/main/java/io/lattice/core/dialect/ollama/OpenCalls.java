package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a history, and which of them are not answered yet: an answer may name its call by
 * id, by the tool, or, as those of older versions, not at all. Confined to one request.
 */
final class OpenCalls {

  /** The call that an answer belongs to; its tool is empty where nobody called. */
  record Answered(String id, String tool) {}

  private final Map<String, String> tools = new HashMap<>();
  private final List<Part.ToolCall> open = new ArrayList<>();

  /** What an assistant called in one turn; older calls are not answered any more. */
  void are(List<Part.ToolCall> calls) {
    open.clear();
    open.addAll(calls);
    calls.forEach(call -> tools.put(call.id(), call.name()));
  }

  Answered answer(@Nullable String id, @Nullable String tool) {
    if (id != null && !id.isEmpty()) {
      open.removeIf(call -> call.id().equals(id));
      return new Answered(id, tools.getOrDefault(id, ""));
    }
    Part.ToolCall call = first(each -> tool == null || each.name().equals(tool));
    call = call == null ? first(each -> true) : call;
    if (call == null) {
      return new Answered("call_unknown", "");
    }
    open.remove(call);
    return new Answered(call.id(), call.name());
  }

  private Part.@Nullable ToolCall first(Predicate<Part.ToolCall> fits) {
    return open.stream().filter(fits).findFirst().orElse(null);
  }
}
