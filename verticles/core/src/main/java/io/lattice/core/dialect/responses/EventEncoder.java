package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into this API's own, numbered from the answer's begin to its end. Confined to one
 * answer.
 *
 * <p>A failure is told twice, as OpenAI does it: as an {@code error}, at which its libraries raise,
 * and as a {@code response.failed}, for those who only wait for an end.
 */
final class EventEncoder implements StreamEncoder {
  private static final Bytes KEEP_ALIVE = Bytes.utf8(": keep-alive\n\n");

  private final NumberedEvents events = new NumberedEvents();
  private final NativeTrace trace = new NativeTrace();
  private final AnswerWriter answer;

  EventEncoder(Writing writing) {
    this.answer = new AnswerWriter(writing, events);
  }

  @Override
  public @Nullable Bytes encode(List<ChatEvent> batch) {
    if (batch.size() == 1 && batch.get(0) instanceof ChatEvent.NativeBytes nativeBytes) {
      trace.passed(nativeBytes.bytes());
      return nativeBytes.bytes();
    }
    JsonText out = new JsonText();
    events.into(out);
    batch.forEach(event -> write(event, out));
    Bytes bytes = out.bytes();
    return bytes.length() == 0 ? null : bytes;
  }

  @Override
  public Bytes keepAlive() {
    return KEEP_ALIVE;
  }

  private void write(ChatEvent event, JsonText out) {
    if (event instanceof ChatEvent.NativeBytes nativeBytes) {
      trace.passed(nativeBytes.bytes());
      out.raw(nativeBytes.bytes());
    } else if (event instanceof ChatEvent.MessageFailed failed) {
      fail(failed.error());
    } else if (!trace.isEmpty()) {
      // The provider's own bytes said it, its end too.
      return;
    } else if (event instanceof ChatEvent.MessageEnded) {
      answer.end();
    } else {
      answer.add(event);
    }
  }

  private void fail(ChatError error) {
    if (trace.isEmpty()) {
      answer.fail(error);
      return;
    }
    JsonText told = new JsonText();
    Failure.object(error, told);
    Json response = trace.failed(told.bytes());
    events.continueAt(trace.next());
    events.tell(EventName.ERROR, json -> Failure.event(error, json));
    events.tell(
        EventName.FAILED,
        json -> {
          if (response == null) {
            answer.failed(error, json);
          } else {
            json.field("response", response);
          }
        });
  }
}
