package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ids of a request's calls as Anthropic takes them: of letters, digits, dashes and underscores,
 * and no two alike. One that is so already stays as it is. Confined to one request.
 *
 * <p>Other providers' ids hold other characters, and some providers count their calls from 0 in
 * every turn; a result belongs to the latest call of its id that has none yet.
 */
final class CallIds {
  private final Set<String> taken = new HashSet<>();
  private final Set<String> said = new HashSet<>();
  private final Map<String, Deque<String>> unanswered = new HashMap<>();
  private final Map<String, String> latest = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Ids that can stay are taken before any is made. */
  CallIds(List<Message> messages) {
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call && isSayable(call.id())) {
          taken.add(call.id());
        }
      }
    }
  }

  /** The id of the next call. */
  String ofCall(String id) {
    String ours = isSayable(id) && said.add(id) ? id : made(id);
    unanswered.computeIfAbsent(id, absent -> new ArrayDeque<>()).add(ours);
    latest.put(id, ours);
    return ours;
  }

  /** The id of the call that the next result of this id answers. */
  String ofResult(String id) {
    Deque<String> waiting = unanswered.get(id);
    String call = waiting == null ? null : waiting.poll();
    if (call != null) {
      return call;
    }
    String known = latest.get(id);
    return known == null ? cleaned(id) : known;
  }

  /** A turn ends: what was not answered in the next one never will be. */
  void forgetUnanswered() {
    unanswered.clear();
  }

  private String made(String id) {
    String base = cleaned(id);
    String made = base;
    while (!taken.add(made)) {
      made = base + "_" + counts.merge(base, 1, Integer::sum);
    }
    return made;
  }

  private static String cleaned(String id) {
    return id.isEmpty() ? "call" : id.replaceAll("[^a-zA-Z0-9_-]", "_");
  }

  private static boolean isSayable(String id) {
    return !id.isEmpty() && id.equals(cleaned(id));
  }
}
