package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says, as items. Confined to one answer.
 *
 * <p>A message or a thought ends where something else begins; calls stay open to the end, since
 * some providers tell several at once, piece by piece.
 */
final class Items {
  private final ItemIds ids;
  private final Events events;
  private final List<OutputItem> items = new ArrayList<>();
  private final Map<Integer, CallItem> calls = new LinkedHashMap<>();
  private @Nullable MessageItem message;
  private @Nullable ThoughtItem thought;

  Items(ItemIds ids, Events events) {
    this.ids = ids;
    this.events = events;
  }

  /** All of them, in order. */
  List<OutputItem> all() {
    return Collections.unmodifiableList(items);
  }

  /** What an event adds; one that adds nothing to what is said is passed over. */
  void add(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      message().text(e.text(), events);
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      call(e.index(), "", "").arguments(e.arguments(), events);
    } else if (event instanceof ChatEvent.ToolCallStarted e) {
      call(e.index(), e.id(), e.name());
    } else if (event instanceof ChatEvent.ToolCallSigned e) {
      call(e.index(), "", "").sign(e.proof());
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      thought().think(e.text(), events);
    } else if (event instanceof ChatEvent.ReasoningSigned e) {
      thought().sign(e.proof());
      endThought();
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      message().refusal(e.text(), events);
    } else if (event instanceof ChatEvent.CitationAdded e) {
      message().citation(e.citation(), events);
    } else if (event instanceof ChatEvent.LogprobsAdded e) {
      logprobs(e.logprobs());
    } else if (event instanceof ChatEvent.OpaqueAdded e) {
      raw(e.part());
    }
  }

  /**
   * Ends what is still open.
   *
   * @param last how the last of them ends: {@code completed}, or {@code incomplete}
   */
  void end(String last) {
    if (items.isEmpty() && last.equals("completed")) {
      // An answer without an item would be none.
      message().begin(events);
    }
    boolean isCallLast = !calls.isEmpty();
    endThought();
    endMessage(isCallLast ? "completed" : last);
    List<CallItem> open = List.copyOf(calls.values());
    for (int i = 0; i < open.size(); i++) {
      open.get(i).end(i + 1 < open.size() ? "completed" : last, events);
    }
    calls.clear();
  }

  private MessageItem message() {
    endThought();
    if (message == null) {
      message = begin(new MessageItem(ids.item("msg", items.size()), items.size()));
    }
    return message;
  }

  private ThoughtItem thought() {
    endMessage("completed");
    if (thought == null) {
      thought = begin(new ThoughtItem(ids.item("rs", items.size()), items.size()));
    }
    return thought;
  }

  private CallItem call(int index, String id, String name) {
    CallItem known = calls.get(index);
    if (known != null) {
      return known;
    }
    endThought();
    endMessage("completed");
    String own = ids.item("fc", items.size());
    CallItem call = begin(new CallItem(own, items.size(), id.isEmpty() ? "call_" + own : id, name));
    calls.put(index, call);
    return call;
  }

  private void raw(Part.Opaque part) {
    if (part.dialect().equals(ResponsesDialect.NAME) && JsonText.isOneValue(part.json())) {
      endThought();
      endMessage("completed");
      begin(new RawItem(items.size(), part.json())).end("completed", events);
    }
  }

  /** In the shape of a chat completion; any other means nothing here. */
  private void logprobs(Json logprobs) {
    JsonTree content =
        JsonText.isOneValue(logprobs)
            ? JsonTree.read(logprobs).get("content", JsonTree.Kind.ARRAY)
            : null;
    if (content != null) {
      message().logprobs(content.items().stream().map(JsonTree::json).toList(), events);
    }
  }

  private <T extends OutputItem> T begin(T item) {
    items.add(item);
    events.added(item);
    return item;
  }

  private void endMessage(String state) {
    if (message != null) {
      message.end(state, events);
      message = null;
    }
  }

  private void endThought() {
    if (thought != null) {
      thought.end("completed", events);
      thought = null;
    }
  }
}
