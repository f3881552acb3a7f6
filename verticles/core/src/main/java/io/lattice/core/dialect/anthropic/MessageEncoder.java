package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the server-sent events of a message. Confined to one answer.
 *
 * <p>{@code message_stop} is written where the answer ended well and nowhere else: after a failure
 * comes an {@code error} event, at which Anthropic's libraries raise, and nothing behind it.
 */
final class MessageEncoder implements StreamEncoder {
  /** The ping that Anthropic itself sends. */
  private static final Bytes KEEP_ALIVE = Bytes.utf8("event: ping\ndata: {\"type\": \"ping\"}\n\n");

  private final Writing writing;
  private final StreamedBlocks sink = new StreamedBlocks();
  private final BlockOrder blocks = new BlockOrder(sink);
  private final AnswerEnd end = new AnswerEnd();
  private AnswerHead head;
  private boolean isStarted;
  private boolean isNative;

  MessageEncoder(Writing writing) {
    this.writing = writing;
    this.head = AnswerHead.of(writing);
  }

  @Override
  public @Nullable Bytes encode(List<ChatEvent> events) {
    if (events.size() == 1 && events.get(0) instanceof ChatEvent.NativeBytes nativeBytes) {
      isNative = true;
      return nativeBytes.bytes();
    }
    JsonText out = new JsonText();
    sink.to(out);
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
    } else if (event instanceof ChatEvent.MessageStarted started) {
      head = AnswerHead.of(started, writing);
    } else if (event instanceof ChatEvent.MessageFailed failed) {
      fail(failed.error(), json);
    } else if (event instanceof ChatEvent.MessageEnded) {
      end(json);
    } else if (!isNative && !end.take(event) && Choices.isOfTheOnly(event)) {
      start(json);
      blocks.add(event);
    }
  }

  private void start(JsonText json) {
    if (isStarted) {
      return;
    }
    isStarted = true;
    StreamEvents.start(EventType.MESSAGE_START, json).name("message");
    head.write(json);
    json.name("content").startArray().endArray();
    json.name("stop_reason").nothing().name(StopWords.STOP_SEQUENCE).nothing().name("usage");
    UsageWriter.write(end.usage(), json);
    json.endObject();
    StreamEvents.end(json);
  }

  private void end(JsonText json) {
    if (!isNative) {
      start(json);
      blocks.finish();
      StreamEvents.start(EventType.MESSAGE_DELTA, json).name("delta").startObject();
      end.writeReason(json);
      json.endObject().name("usage");
      UsageWriter.write(end.usage(), json);
      StreamEvents.end(json);
    }
    StreamEvents.start(EventType.MESSAGE_STOP, json);
    StreamEvents.end(json);
  }

  private static void fail(ChatError error, JsonText json) {
    StreamEvents.head(EventType.ERROR, json);
    ErrorWriter.write(error, json);
    StreamEvents.close(json);
  }
}
