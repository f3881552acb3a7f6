package io.lattice.core.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as this dialect decodes them, and what is looked for in their events. */
final class Answers {
  static final AnthropicDialect DIALECT = AnthropicDialect.create();
  static final int MAX_BYTES = 8 << 20;
  static final Reading TYPED = new Reading(false, true, MAX_BYTES);
  static final Reading NATIVE = new Reading(true, true, MAX_BYTES);

  private Answers() {}

  /** The frames of a stream that comes in two pieces. */
  static List<WireFrame> frames(byte[] stream, int cut) {
    Framer framer = DIALECT.framer(MAX_BYTES);
    List<WireFrame> frames = new ArrayList<>(framer.push(stream, 0, cut));
    frames.addAll(framer.push(stream, cut, stream.length - cut));
    frames.addAll(framer.end());
    return frames;
  }

  /** The events of these frames, which come in two batches. */
  static List<ChatEvent> decode(Reading reading, List<WireFrame> frames, int batch) {
    StreamDecoder decoder = DIALECT.streamDecoder(reading);
    List<ChatEvent> events = new ArrayList<>(decoder.decode(frames.subList(0, batch)));
    events.addAll(decoder.decode(frames.subList(batch, frames.size())));
    events.addAll(decoder.end());
    assertThat(events).filteredOn(ChatEvent.Terminal.class::isInstance).hasSize(1);
    assertThat(last(events)).isInstanceOf(ChatEvent.Terminal.class);
    assertThat(events)
        .filteredOn(ChatEvent.MessageStarted.class::isInstance)
        .hasSizeLessThanOrEqualTo(1);
    return events;
  }

  static List<ChatEvent> decode(Reading reading, String stream) {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    List<WireFrame> frames = frames(bytes, bytes.length);
    return decode(reading, frames, frames.size());
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

  /** The usage that was told last. */
  static @Nullable List<Long> usageOf(List<ChatEvent> events) {
    List<Long> usage = null;
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.UsageReported reported) {
        usage = PlainAnswer.counts(reported.usage());
      }
    }
    return usage;
  }

  static List<String> finishes(List<ChatEvent> events) {
    return events.stream()
        .filter(ChatEvent.ChoiceFinished.class::isInstance)
        .map(event -> ((ChatEvent.ChoiceFinished) event).providerReason())
        .toList();
  }
}
