package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.CallProof;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one choice, put together from their pieces. Confined to one answer.
 *
 * <p>Pieces belong together by their index. Where servers leave it out the id tells, and without
 * either it is the last call's piece; where they give every parallel call the index 0, a new id
 * with a name begins a new call. Some repeat id and name in each piece, some send a whole call in
 * one, and some forget the id.
 */
final class ToolCalls {

  /** A call as far as it is known. */
  private static final class Call {
    private final int index;
    private final @Nullable Integer providerIndex;
    private final StringBuilder early = new StringBuilder();
    private String id = "";
    private String name = "";
    private boolean started;

    Call(int index, @Nullable Integer providerIndex) {
      this.index = index;
      this.providerIndex = providerIndex;
    }
  }

  private final int choice;
  private final String answer;
  private final List<Call> calls = new ArrayList<>();

  /**
   * @param answer the answer's id, from which an id is made for a call that has none
   */
  ToolCalls(int choice, String answer) {
    this.choice = choice;
    this.answer = answer;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** One element of a {@code tool_calls} list. */
  void piece(JsonTree piece, List<ChatEvent> events) {
    JsonTree function = piece.get("function", JsonTree.Kind.OBJECT);
    JsonTree named = function == null ? piece.get("custom", JsonTree.Kind.OBJECT) : function;
    String id = orEmpty(piece.string("id"));
    String name = named == null ? "" : orEmpty(named.string("name"));
    Call call = callOf(index(piece), id, name);
    call.id = call.id.isEmpty() ? id : call.id;
    call.name = call.name.isEmpty() ? name : call.name;
    if (named != null) {
      arguments(call, named, events);
    }
    extras(call, piece, events);
  }

  /** A whole call of the form that came before {@code tool_calls}. */
  void legacy(JsonTree functionCall, List<ChatEvent> events) {
    Call call = calls.isEmpty() ? begin(null) : calls.get(0);
    call.name = call.name.isEmpty() ? orEmpty(functionCall.string("name")) : call.name;
    arguments(call, functionCall, events);
  }

  /** Calls whose name never came are shown at the choice's end. */
  void finish(List<ChatEvent> events) {
    calls.stream().filter(call -> !call.started).forEach(call -> start(call, events));
  }

  private Call callOf(@Nullable Integer index, String id, String name) {
    Call known = find(index, id);
    if (known == null) {
      return begin(index);
    }
    boolean isAnother = !id.isEmpty() && !known.id.isEmpty() && !id.equals(known.id);
    return isAnother && !name.isEmpty() ? begin(index) : known;
  }

  /** The latest that fits: an index that came twice means the call that took it last. */
  private @Nullable Call find(@Nullable Integer index, String id) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      Call call = calls.get(i);
      boolean fits =
          index == null
              ? id.isEmpty() || id.equals(call.id)
              : Objects.equals(index, call.providerIndex);
      if (fits) {
        return call;
      }
    }
    return null;
  }

  private Call begin(@Nullable Integer index) {
    Call call = new Call(calls.size(), index);
    calls.add(call);
    return call;
  }

  private void arguments(Call call, JsonTree body, List<ChatEvent> events) {
    String text = body.string("arguments");
    if (text == null) {
      JsonTree other = body.get("arguments");
      // Custom tools take free text; some servers send an object where its text belongs.
      text = other == null ? orEmpty(body.string("input")) : other.json().text();
    }
    if (!call.started && call.name.isEmpty()) {
      call.early.append(text);
      return;
    }
    start(call, events);
    if (!text.isEmpty()) {
      events.add(new ChatEvent.ToolCallDelta(choice, call.index, text));
    }
  }

  private void start(Call call, List<ChatEvent> events) {
    if (call.started) {
      return;
    }
    call.started = true;
    if (call.id.isEmpty()) {
      call.id = madeId(call);
    }
    events.add(new ChatEvent.ToolCallStarted(choice, call.index, call.id, call.name));
    if (!call.early.isEmpty()) {
      events.add(new ChatEvent.ToolCallDelta(choice, call.index, call.early.toString()));
    }
  }

  /** Signatures and the like: {@code tool_calls[0].extra_content}. */
  private void extras(Call call, JsonTree piece, List<ChatEvent> events) {
    for (int i = 0; i < piece.names().size(); i++) {
      String name = piece.names().get(i);
      JsonTree value = piece.items().get(i);
      boolean isKnown =
          switch (name) {
            case "index", "id", "type", "function", "custom" -> true;
            default -> false;
          };
      Proof proof = name.equals(CallProof.FIELD) ? CallProof.read(value) : null;
      if (proof != null) {
        events.add(new ChatEvent.ToolCallSigned(choice, call.index, proof));
      } else if (!isKnown && !value.is(JsonTree.Kind.NULL)) {
        String path = "tool_calls[" + call.index + "]." + name;
        events.add(new ChatEvent.ExtraAdded(choice, path, value.json()));
      }
    }
  }

  /** The same for the same answer, of letters that every provider accepts in an id. */
  private String madeId(Call call) {
    long hash = 31L * (31L * answer.hashCode() + choice) + call.index;
    return "call_" + Long.toHexString(hash) + "_" + call.index;
  }

  private static @Nullable Integer index(JsonTree piece) {
    JsonTree index = piece.get("index");
    BigDecimal number = index == null ? null : index.number();
    return number == null ? null : number.intValue();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
