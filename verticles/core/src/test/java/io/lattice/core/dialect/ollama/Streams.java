package io.lattice.core.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.EmbeddingPart;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes streams for tests, and checks that they end once. */
final class Streams {
  static final OllamaDialect DIALECT = new OllamaDialect();
  static final int MAX_BYTES = 8 << 20;
  static final Reading TYPED = new Reading(false, true, MAX_BYTES);
  static final Reading NATIVE = new Reading(true, true, MAX_BYTES);

  private Streams() {}

  static List<WireFrame> frames(Bytes body, int cut) {
    Framer framer = DIALECT.framer(MAX_BYTES);
    byte[] array = body.array();
    List<WireFrame> frames = new ArrayList<>(framer.push(array, 0, cut));
    frames.addAll(framer.push(array, cut, array.length - cut));
    frames.addAll(framer.end());
    return frames;
  }

  /** The events where the first frames come in one batch, and the others in another. */
  static List<ChatEvent> decode(Reading reading, List<WireFrame> frames, int batch) {
    StreamDecoder decoder = DIALECT.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>(decoder.decode(frames.subList(0, batch)));
    events.addAll(decoder.decode(frames.subList(batch, frames.size())));
    events.addAll(decoder.end());
    checkEnd(events);
    return events;
  }

  static List<ChatEvent> decode(Reading reading, String stream) {
    Bytes body = Bytes.utf8(stream);
    List<WireFrame> frames = frames(body, body.length());
    return decode(reading, frames, frames.size());
  }

  /** What an answer with vectors holds. */
  static List<ChatEvent> vectors(Bytes body, int texts) {
    String[] asked = Collections.nCopies(texts, "text").toArray(String[]::new);
    return new EmbeddingOllamaDialect()
        .read(body, new EmbeddingPart(0, EmbeddingRequest.of("m", asked)));
  }

  static void checkEnd(List<ChatEvent> events) {
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(last(events)).isInstanceOf(ChatEvent.Terminal.class);
  }

  static ChatEvent last(List<ChatEvent> events) {
    return events.get(events.size() - 1);
  }

  static @Nullable ErrorKind kindOf(List<ChatEvent> events) {
    return last(events) instanceof ChatEvent.MessageFailed failed ? failed.error().kind() : null;
  }

  /** The bytes that are passed on. */
  static String passed(List<ChatEvent> events) {
    StringBuilder passed = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes bytes) {
        passed.append(bytes.bytes().utf8());
      }
    }
    return passed.toString();
  }

  /** All but the bytes that are passed on. */
  static List<ChatEvent> told(List<ChatEvent> events) {
    return events.stream().filter(each -> !(each instanceof ChatEvent.NativeBytes)).toList();
  }
}
