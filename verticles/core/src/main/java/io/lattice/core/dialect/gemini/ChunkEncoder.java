package io.lattice.core.dialect.gemini;

import com.fasterxml.jackson.core.io.SerializedString;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the server-sent events of {@code streamGenerateContent}. Confined to one
 * answer.
 *
 * <p>The finish is written with the usage when the answer has ended well, and nowhere else: after a
 * failure comes an error object, at which Google's libraries raise, and nothing behind it.
 *
 * <p>Events end with two line feeds as those do that are passed on, not with CRLF as Google's: the
 * Go library does not take both in one stream. For the same reason, and since the Python library
 * takes a comment for JSON, the connection is kept alive by an empty event.
 */
final class ChunkEncoder implements StreamEncoder {
  private static final Bytes KEEP_ALIVE = Bytes.utf8("\n\n");
  private static final SerializedString DATA = new SerializedString("data: ");
  private static final SerializedString END = new SerializedString("\n\n");

  private static final List<Part> NOTHING = List.of(new Part.Text(""));

  private final AnswerHead head;
  private final Map<Integer, CandidateWriter> candidates = new TreeMap<>();
  private final Map<Integer, HeldCalls> calls = new TreeMap<>();
  private @Nullable Usage usage;
  private boolean isNative;

  ChunkEncoder(Writing writing) {
    this.head = new AnswerHead(writing);
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
    } else if (event instanceof ChatEvent.UsageReported reported) {
      usage = reported.usage();
    } else if (event instanceof ChatEvent.MessageFailed failed) {
      json.raw(DATA);
      ErrorWriter.write(failed.error(), json);
      json.raw(END);
    } else if (event instanceof ChatEvent.MessageEnded) {
      end(json);
    } else if (!isNative) {
      content(event, json);
    }
  }

  private void content(ChatEvent event, JsonText json) {
    if (event instanceof ChatEvent.TextDelta e) {
      candidate(e.choice()).said(e.text());
      part(e.choice(), new Part.Text(e.text()), json);
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      candidate(e.choice()).said(e.text());
      part(e.choice(), new Part.Refusal(e.text()), json);
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      part(e.choice(), new Part.Reasoning(e.text()), json);
    } else if (event instanceof ChatEvent.ReasoningSigned e) {
      part(e.choice(), new Part.Reasoning("", e.proof()), json);
    } else if (event instanceof ChatEvent.OpaqueAdded e) {
      part(e.choice(), e.part(), json);
    } else {
      held(event);
    }
  }

  /** What is told later. */
  private void held(ChatEvent event) {
    if (event instanceof ChatEvent.ToolCallDelta e) {
      calls(e.choice()).grown(e);
    } else if (event instanceof ChatEvent.ToolCallStarted e) {
      calls(e.choice()).started(e);
    } else if (event instanceof ChatEvent.ToolCallSigned e) {
      calls(e.choice()).signed(e);
    } else if (event instanceof ChatEvent.MessageStarted e) {
      head.start(e);
    } else if (event instanceof ChatEvent.CitationAdded e) {
      candidate(e.choice()).cited(e.citation());
    } else if (event instanceof ChatEvent.LogprobsAdded e) {
      candidate(e.choice()).logprobs(e.logprobs());
    } else if (event instanceof ChatEvent.ChoiceFinished e) {
      candidate(e.choice()).finished(e);
    } else if (event instanceof ChatEvent.ExtraAdded e) {
      if (e.choice() < 0) {
        head.extra(e.name(), e.value());
      } else {
        candidate(e.choice()).extra(e.name(), e.value());
      }
    }
  }

  private CandidateWriter candidate(int choice) {
    return candidates.computeIfAbsent(choice, absent -> new CandidateWriter());
  }

  private HeldCalls calls(int choice) {
    candidate(choice);
    return calls.computeIfAbsent(choice, absent -> new HeldCalls());
  }

  private void part(int choice, Part part, JsonText json) {
    if (AnswerPart.isSaid(part)) {
      candidate(choice);
      json.raw(DATA).startObject().name("candidates").startArray();
      content(choice, List.of(part), json);
      json.endObject().endArray();
      head.write(null, json);
      json.endObject().raw(END);
    }
  }

  private static void content(int choice, List<Part> parts, JsonText json) {
    json.startObject().name("content").startObject().name("parts").startArray();
    parts.forEach(part -> AnswerPart.write(part, json));
    json.endArray().field("role", "model").endObject().field("index", (Integer) choice);
  }

  /**
   * The last chunk, unless it was passed on. Without any part in it Google's libraries would forget
   * the whole turn of a chat.
   */
  private void end(JsonText json) {
    if (isNative) {
      return;
    }
    json.raw(DATA).startObject().name("candidates").startArray();
    candidates.forEach(
        (choice, candidate) -> {
          List<Part> last = calls(choice).release();
          content(choice, last.isEmpty() ? NOTHING : last, json);
          candidate.write(json);
          json.endObject();
        });
    json.endArray();
    head.write(usage, json);
    json.endObject().raw(END);
  }
}
