package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.CallerSide;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.Writing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dialect so small that what is on the wire can be read in a test. */
final class PlainSpeech implements CallerSide {

  @Override
  public RequestFacts inspect(Bytes body) {
    try {
      JsonObject json = new JsonObject(Buffer.buffer(body.array()));
      return new RequestFacts(
          json.getString("model"), json.getBoolean("stream", false), false, Set.of());
    } catch (DecodeException e) {
      throw new DialectException(ErrorKind.INVALID_REQUEST, "no JSON");
    }
  }

  @Override
  public ChatRequest readRequest(Bytes body, String model) {
    throw new AssertionError("the bridge does not read requests");
  }

  @Override
  public StreamEncoder streamEncoder(Writing writing) {
    return new StreamEncoder() {
      @Override
      public @Nullable Bytes encode(List<ChatEvent> events) {
        String lines = linesOf(events);
        return lines.isEmpty() ? null : Bytes.utf8(lines);
      }

      @Override
      public Bytes keepAlive() {
        return Bytes.utf8(":\n\n");
      }
    };
  }

  private static String linesOf(List<ChatEvent> events) {
    return events.stream().map(PlainSpeech::lineOf).collect(Collectors.joining());
  }

  private static String lineOf(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta delta) {
      return "data: " + delta.text() + "\n\n";
    }
    if (event instanceof ChatEvent.MessageStarted) {
      return "data: <start>\n\n";
    }
    if (event instanceof ChatEvent.MessageEnded) {
      return "data: [DONE]\n\n";
    }
    if (event instanceof ChatEvent.MessageFailed failed) {
      return "data: error " + failed.error().kind() + "\n\n";
    }
    return "";
  }

  @Override
  public Bytes writeWhole(List<ChatEvent> events, Writing writing) {
    String text =
        events.stream()
            .filter(ChatEvent.TextDelta.class::isInstance)
            .map(event -> ((ChatEvent.TextDelta) event).text())
            .collect(Collectors.joining());
    return Bytes.utf8(text);
  }

  @Override
  public Bytes writeError(ChatError error) {
    JsonObject body =
        new JsonObject()
            .put("message", error.message())
            .put("type", error.kind().name())
            .put("code", error.code());
    return Bytes.utf8(new JsonObject().put("error", body).encode());
  }
}
