package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.io.SerializedString;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into the server-sent events of a chat completion. Confined to one answer.
 *
 * <p>{@code [DONE]} is written where the answer ended well and nowhere else: after a failure comes
 * an error object, at which OpenAI's libraries raise, and nothing behind it.
 */
final class ChunkEncoder implements StreamEncoder {
  private static final Bytes KEEP_ALIVE = Bytes.utf8(": keep-alive\n\n");
  private static final SerializedString DONE = new SerializedString("data: [DONE]\n\n");

  private final Writing writing;
  private final ChunkWriter chunks;
  private final DeltaWriter deltas;
  private @Nullable Usage usage;
  private boolean isNative;

  ChunkEncoder(Writing writing) {
    this.writing = writing;
    this.chunks = new ChunkWriter(writing);
    this.deltas = new DeltaWriter(chunks);
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
    } else if (event instanceof ChatEvent.MessageStarted started) {
      chunks.start(started);
    } else if (event instanceof ChatEvent.MessageEnded) {
      end(json);
    } else if (event instanceof ChatEvent.MessageFailed failed) {
      ChatError error = failed.error();
      ChunkWriter.event(object -> ErrorWriter.write(error, object), json);
    } else if (!isNative) {
      deltas.write(event, json);
    }
  }

  /** A provider's own bytes told its usage already; our estimate they did not. */
  private void end(JsonText json) {
    boolean isTold = isNative && usage != null && usage.source() == Usage.Source.PROVIDER;
    if (writing.usageAsked() && usage != null && !isTold) {
      chunks.usage(usage, json);
    }
    json.raw(DONE);
  }
}
