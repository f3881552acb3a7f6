package io.lattice.core.dialect.ollama;

import com.fasterxml.jackson.core.io.SerializedString;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into lines of JSON. Confined to one answer.
 *
 * <p>Tool calls come whole in this dialect, so that they wait for their end. A line that says
 * {@code done} is written where the answer ended well and nowhere else: after a failure comes an
 * object with an error, at which Ollama's libraries raise.
 */
final class LineEncoder implements StreamEncoder {
  /** A blank belongs to the next line; an empty line is one that Ollama's libraries parse. */
  private static final Bytes KEEP_ALIVE = Bytes.utf8(" ");

  private static final SerializedString END = new SerializedString("\n");

  private final LineWriter lines;

  /** The calls so far, and nothing else. */
  private ResponseFold calls = new ResponseFold();

  private FinishReason reason = FinishReason.STOP;
  private @Nullable Usage usage;
  private boolean isNative;

  /** Writes what an object says. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonText json);
  }

  LineEncoder(Writing writing) {
    this.lines = new LineWriter(writing);
  }

  @Override
  public @Nullable Bytes encode(List<ChatEvent> events) {
    if (events.size() == 1 && events.get(0) instanceof ChatEvent.NativeBytes nativeBytes) {
      isNative = true;
      return nativeBytes.bytes();
    }
    JsonText out = new JsonText();
    events.forEach(event -> write(event, out));
    Bytes bytes = out.bytes();
    return bytes.length() == 0 ? null : bytes;
  }

  @Override
  public Bytes keepAlive() {
    return KEEP_ALIVE;
  }

  private void write(ChatEvent event, JsonText json) {
    if (event instanceof ChatEvent.NativeBytes nativeBytes) {
      isNative = true;
      json.raw(nativeBytes.bytes());
    } else if (event instanceof ChatEvent.MessageFailed failed) {
      json.raw(LineWriter.error(failed.error())).raw(END);
    } else if (!isNative) {
      typed(event, json);
    }
  }

  private void typed(ChatEvent event, JsonText json) {
    if (event instanceof ChatEvent.TextDelta e && e.choice() == LineReader.CHOICE) {
      said(message -> message.field("content", e.text()), json);
    } else if (event instanceof ChatEvent.ReasoningDelta e && e.choice() == LineReader.CHOICE) {
      said(message -> message.field("content", "").field("thinking", e.text()), json);
    } else if (event instanceof ChatEvent.RefusalDelta e && e.choice() == LineReader.CHOICE) {
      said(message -> message.field("content", e.text()), json);
    } else if (event instanceof ChatEvent.LogprobsAdded e && e.choice() == LineReader.CHOICE) {
      logprobs(e, json);
    } else if (event instanceof ChatEvent.ToolCallStarted
        || event instanceof ChatEvent.ToolCallDelta) {
      calls.add(event);
    } else if (event instanceof ChatEvent.MessageStarted started) {
      lines.start(started);
    } else if (event instanceof ChatEvent.UsageReported reported) {
      usage = reported.usage();
    } else if (event instanceof ChatEvent.ChoiceFinished e && e.choice() == LineReader.CHOICE) {
      reason = e.reason();
      calls(json);
    } else if (event instanceof ChatEvent.MessageEnded) {
      end(json);
    }
  }

  private void said(Fields message, JsonText json) {
    lines.open(json);
    message.write(json);
    json.endObject();
    LineWriter.more(json);
    json.raw(END);
  }

  private void logprobs(ChatEvent.LogprobsAdded added, JsonText json) {
    if (Logprobs.items(added.logprobs()).isEmpty()) {
      return;
    }
    lines.open(json);
    json.field("content", "").endObject();
    LineWriter.logprobs(added.logprobs(), json);
    LineWriter.more(json);
    json.raw(END);
  }

  private void calls(JsonText json) {
    List<Part.ToolCall> called = WholeWriter.calls(calls.response());
    calls = new ResponseFold();
    if (!called.isEmpty()) {
      said(
          message -> {
            message.field("content", "");
            LineWriter.calls(called, message);
          },
          json);
    }
  }

  private void end(JsonText json) {
    calls(json);
    lines.open(json);
    json.field("content", "").endObject();
    LineWriter.done(reason, usage, json);
    json.raw(END);
  }
}
