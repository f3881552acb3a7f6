package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as server-sent events of OpenAI's API. Native bytes pass as they are, and the
 * events that only tell what is in them say nothing more.
 */
final class OpenAiStreamEncoder implements StreamEncoder {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final Bytes KEEP_ALIVE = Bytes.utf8(": keep-alive\n\n");

  private final Writing writing;
  private final ChunkWriter chunks;
  private @Nullable Usage usage;
  private boolean isNative;

  OpenAiStreamEncoder(Writing writing) {
    this.writing = writing;
    this.chunks = new ChunkWriter(writing);
  }

  @Override
  public @Nullable Bytes encode(List<ChatEvent> events) {
    Bytes only = onlyNative(events);
    if (only != null) {
      return only;
    }
    ByteArrayBuilder out = new ByteArrayBuilder();
    for (ChatEvent event : events) {
      write(event, out);
    }
    byte[] bytes = out.toByteArray();
    return bytes.length == 0 ? null : Bytes.wrap(bytes);
  }

  /** Most batches of a native answer are one piece of bytes; it needs no copy. */
  private @Nullable Bytes onlyNative(List<ChatEvent> events) {
    if (events.size() == 1 && events.get(0) instanceof ChatEvent.NativeBytes e) {
      isNative = true;
      return e.bytes();
    }
    return null;
  }

  private void write(ChatEvent event, ByteArrayBuilder out) {
    if (event instanceof ChatEvent.NativeBytes e) {
      isNative = true;
      out.write(e.bytes().array());
    } else if (event instanceof ChatEvent.MessageStarted e) {
      chunks.started(e);
    } else if (event instanceof ChatEvent.UsageReported e) {
      usage = e.usage();
    } else if (event instanceof ChatEvent.MessageEnded) {
      if (!isNative && usage != null && writing.usageAsked()) {
        frame(out, chunks.usage(usage));
      }
      frame(out, DONE);
    } else if (event instanceof ChatEvent.MessageFailed e) {
      frame(out, JsonText.object(json -> ErrorShape.write(json, e.error())));
    } else if (!isNative) {
      byte[] chunk = chunks.chunkOf(event);
      if (chunk != null) {
        frame(out, chunk);
      }
    }
  }

  private static void frame(ByteArrayBuilder out, byte[] data) {
    out.write(DATA);
    out.write(data);
    out.write(END);
  }

  @Override
  public Bytes keepAlive() {
    return KEEP_ALIVE;
  }
}
