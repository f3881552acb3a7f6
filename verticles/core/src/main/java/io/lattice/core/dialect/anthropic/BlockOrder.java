package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is said into content blocks, of which one ends before the next begins. Confined to one
 * answer.
 *
 * <p>Other dialects may tell the pieces of several calls in turn. While a call's arguments are not
 * one complete object, all that is said after it waits.
 */
final class BlockOrder {

  /** What the block is that was begun last. */
  private enum Open {
    NOTHING,
    TEXT,
    /** Text with a citation: what is said next is not supported by it. */
    CITED_TEXT,
    THOUGHT,
    CALL
  }

  /** Something to be said: a call as far as it is known, or any other event. */
  private sealed interface Waiting {}

  private record Other(ChatEvent event) implements Waiting {}

  private static final class Call implements Waiting {
    private final String id;
    private final String name;
    private final StringBuilder early = new StringBuilder();
    private final ObjectEnd end = new ObjectEnd();
    private @Nullable Proof proof;
    private boolean isOver;

    Call(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private final BlockSink sink;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<Integer, Call> calls = new HashMap<>();
  private @Nullable Call current;
  private Open open = Open.NOTHING;
  private int index = -1;

  BlockOrder(BlockSink sink) {
    this.sink = sink;
  }

  /** Takes an event of the only choice. */
  void add(ChatEvent event) {
    if (event instanceof ChatEvent.ToolCallDelta delta) {
      arguments(calls.get(delta.index()), delta.arguments());
    } else if (event instanceof ChatEvent.ToolCallSigned signed) {
      sign(calls.get(signed.index()), signed);
    } else if (event instanceof ChatEvent.ToolCallStarted started) {
      Call call = new Call(started.id(), started.name());
      calls.put(started.index(), call);
      waiting.add(call);
    } else {
      waiting.add(new Other(event));
    }
    flow();
  }

  /** Says all that waits, and ends the last block. */
  void finish() {
    while (!waiting.isEmpty()) {
      close();
      sayNext();
    }
    close();
  }

  private void flow() {
    while (!waiting.isEmpty() && (current == null || current.end.isReached())) {
      sayNext();
    }
  }

  private void arguments(@Nullable Call call, String piece) {
    if (call == null || call.isOver) {
      return;
    }
    call.end.add(piece);
    if (call == current) {
      sink.piece(index, BlockSink.Piece.ARGUMENTS, piece);
    } else {
      call.early.append(piece);
    }
  }

  private void sign(@Nullable Call call, ChatEvent.ToolCallSigned signed) {
    if (call == null || call.isOver) {
      waiting.add(new Other(signed));
    } else {
      call.proof = signed.proof();
    }
  }

  private void sayNext() {
    Waiting next = waiting.remove();
    if (next instanceof Call call) {
      begin("tool_use", Map.of("id", call.id, "name", call.name), Open.CALL);
      current = call;
      if (!call.early.isEmpty()) {
        sink.piece(index, BlockSink.Piece.ARGUMENTS, call.early.toString());
      }
    } else if (next instanceof Other other) {
      say(other.event());
    }
  }

  private void say(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      ensure(Open.TEXT, "text");
      sink.piece(index, BlockSink.Piece.TEXT, e.text());
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      ensure(Open.THOUGHT, "thinking");
      sink.piece(index, BlockSink.Piece.THOUGHT, e.text());
    } else if (event instanceof ChatEvent.ReasoningSigned e) {
      signed(e.proof());
    } else if (event instanceof ChatEvent.ToolCallSigned e) {
      hidden(ForeignProof.textOfCall(e.proof()));
    } else if (event instanceof ChatEvent.CitationAdded e) {
      cite(CitationWriter.write(e.citation()));
    } else if (event instanceof ChatEvent.OpaqueAdded e
        && e.part().dialect().equals(AnthropicDialect.NAME)
        && JsonText.isOneValue(e.part().json())) {
      close();
      sink.whole(++index, e.part().json());
    }
  }

  private void signed(Proof proof) {
    if (proof.isEncrypted()) {
      hidden(ForeignProof.text(proof));
      return;
    }
    ensure(Open.THOUGHT, "thinking");
    sink.piece(index, BlockSink.Piece.SIGNATURE, ForeignProof.text(proof));
    close();
  }

  private void cite(@Nullable Json citation) {
    if (citation != null) {
      if (open != Open.CITED_TEXT) {
        ensure(Open.TEXT, "text");
      }
      sink.citation(index, citation);
      open = Open.CITED_TEXT;
    }
  }

  private void hidden(String data) {
    begin("redacted_thinking", Map.of("data", data), Open.THOUGHT);
    close();
  }

  private void ensure(Open wanted, String type) {
    if (open != wanted) {
      begin(type, Map.of(), wanted);
    }
  }

  private void begin(String type, Map<String, String> fields, Open as) {
    close();
    // In one order, which Map.of has not.
    sink.begin(++index, type, new TreeMap<>(fields));
    open = as;
  }

  private void close() {
    if (open == Open.NOTHING) {
      return;
    }
    open = Open.NOTHING;
    sink.end(index);
    Call call = current;
    current = null;
    if (call != null) {
      call.isOver = true;
      if (call.proof != null) {
        hidden(ForeignProof.textOfCall(call.proof));
      }
    }
  }
}
