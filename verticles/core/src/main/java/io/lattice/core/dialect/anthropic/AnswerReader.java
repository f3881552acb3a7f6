package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a streamed answer into ours; a whole answer is read as if it were streamed.
 * Confined to one answer.
 */
final class AnswerReader {
  /** There is only one choice. */
  static final int CHOICE = 0;

  private static final int WHOLE_ANSWER = -1;
  private static final String USAGE = "usage";
  private static final String STOP_REASON = "stop_reason";
  private static final String STOP_DETAILS = "stop_details";

  /** Fields of a message that have a place in our vocabulary, or say nothing. */
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "type",
          "role",
          "model",
          "content",
          STOP_REASON,
          StopWords.STOP_SEQUENCE,
          STOP_DETAILS,
          USAGE);

  private final AnswerProgress progress;
  private final UsageTally usage = new UsageTally();
  private final Said said = new Said();
  private final HeardBlocks blocks = new HeardBlocks(said);
  private boolean isStarted;
  private boolean isStopped;

  AnswerReader(AnswerProgress progress) {
    this.progress = progress;
  }

  /**
   * Reads one event.
   *
   * @param name as the framing gives it, or null
   * @throws DialectException where it tells a failure, or is not what an event can be
   */
  void event(@Nullable String name, JsonTree event, List<ChatEvent> events) {
    checkObject(event);
    switch (EventType.of(name, event)) {
      case MESSAGE_START -> start(event.get("message", Kind.OBJECT), events);
      case CONTENT_BLOCK_START, CONTENT_BLOCK_DELTA, CONTENT_BLOCK_STOP -> {
        if (!isStopped) {
          block(EventType.of(name, event), event, events);
        }
      }
      case MESSAGE_DELTA -> {
        JsonTree delta = event.get("delta", Kind.OBJECT);
        usage(event.get(USAGE, Kind.OBJECT), events);
        extras(event, Set.of("type", "delta", USAGE), events);
        if (delta != null) {
          extras(delta, KNOWN, events);
          stopped(delta, events);
        }
      }
      case MESSAGE_STOP -> end(events);
      case ERROR -> throw new DialectException(ErrorReader.inAnswer(event));
      case MESSAGE -> whole(event, events);
      case PING, UNKNOWN -> {
        // Only keeps the connection alive, or will be of concern some day.
      }
    }
  }

  private void block(EventType type, JsonTree event, List<ChatEvent> events) {
    switch (type) {
      case CONTENT_BLOCK_START -> {
        progress.seen(CHOICE);
        blocks.start(event, events);
      }
      case CONTENT_BLOCK_DELTA -> blocks.delta(event, events);
      default -> blocks.stop(event, events);
    }
  }

  /**
   * Reads a whole answer.
   *
   * @throws DialectException where it tells a failure, or is no answer
   */
  void whole(JsonTree message, List<ChatEvent> events) {
    checkObject(message);
    if (message.get("error") != null) {
      throw new DialectException(ErrorReader.inAnswer(message));
    }
    JsonTree content = message.get("content", Kind.ARRAY);
    if (content == null) {
      throw AnswerProgress.protocol("the provider's answer has no content");
    }
    start(message, events);
    for (JsonTree block : content.items()) {
      progress.seen(CHOICE);
      blocks.whole(block, events);
    }
    stopped(message, events);
    end(events);
  }

  /** Proxies may tell the start twice. */
  private void start(@Nullable JsonTree message, List<ChatEvent> events) {
    if (message == null) {
      throw AnswerProgress.protocol("the provider's answer starts without a message");
    }
    if (!isStarted) {
      isStarted = true;
      Map<String, Json> extras = new LinkedHashMap<>();
      for (int i = 0; i < message.names().size(); i++) {
        JsonTree value = message.items().get(i);
        if (!KNOWN.contains(message.names().get(i)) && !value.is(Kind.NULL)) {
          extras.putIfAbsent(message.names().get(i), value.json());
        }
      }
      events.add(
          new ChatEvent.MessageStarted(
              orEmpty(message.string("id")), orEmpty(message.string("model")), 0, extras));
    }
    usage(message.get(USAGE, Kind.OBJECT), events);
  }

  private void usage(@Nullable JsonTree told, List<ChatEvent> events) {
    Usage counted = told == null ? null : usage.add(told);
    if (counted != null) {
      progress.used(counted, events);
    }
  }

  /** The choice ends where it is said why; nothing of it comes afterwards. */
  private void stopped(JsonTree told, List<ChatEvent> events) {
    String word = told.string(STOP_REASON);
    if (word == null || word.isEmpty() || isStopped) {
      return;
    }
    progress.seen(CHOICE);
    isStopped = true;
    blocks.stopAll(events);
    refusal(told.get(STOP_DETAILS, Kind.OBJECT), events);
    JsonTree sequence = told.get(StopWords.STOP_SEQUENCE, Kind.STRING);
    if (sequence != null) {
      events.add(new ChatEvent.ExtraAdded(CHOICE, StopWords.STOP_SEQUENCE, sequence.json()));
    }
    events.add(new ChatEvent.ChoiceFinished(CHOICE, reason(word), word));
  }

  private static void refusal(@Nullable JsonTree details, List<ChatEvent> events) {
    if (details == null) {
      return;
    }
    String explanation = details.string("explanation");
    if (explanation != null && !explanation.isEmpty()) {
      events.add(new ChatEvent.RefusalDelta(CHOICE, explanation));
    }
    events.add(new ChatEvent.ExtraAdded(CHOICE, STOP_DETAILS, details.json()));
  }

  /** An answer that a tool of ours gave is none of calls; calls are what a caller must act on. */
  private FinishReason reason(String word) {
    FinishReason reason = StopWords.read(word);
    return switch (reason) {
      case TOOL_CALLS -> said.onlyAnswersByTool() ? FinishReason.STOP : reason;
      case STOP -> said.calls() > 0 ? FinishReason.TOOL_CALLS : reason;
      default -> reason;
    };
  }

  private void end(List<ChatEvent> events) {
    if (!isStopped && blocks.any()) {
      blocks.stopAll(events);
      FinishReason reason = said.calls() > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      events.add(new ChatEvent.ChoiceFinished(CHOICE, reason, ""));
    }
    progress.end(events);
  }

  private static void extras(JsonTree object, Set<String> known, List<ChatEvent> events) {
    for (int i = 0; i < object.names().size(); i++) {
      JsonTree value = object.items().get(i);
      String name = object.names().get(i);
      if (!known.contains(name) && !value.is(Kind.NULL)) {
        events.add(new ChatEvent.ExtraAdded(WHOLE_ANSWER, name, value.json()));
      }
    }
  }

  private static void checkObject(JsonTree json) {
    if (!json.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
