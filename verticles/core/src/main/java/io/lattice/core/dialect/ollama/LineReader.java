package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of an answer into events; a whole answer is read as its only line. Confined to
 * one answer.
 */
final class LineReader {
  /** Ollama gives one answer to a request. */
  static final int CHOICE = 0;

  /** The choice of what concerns the answer as a whole. */
  private static final int WHOLE_ANSWER = -1;

  private final AnswerProgress progress;
  private final SaidReader said = new SaidReader();
  private boolean started;

  LineReader(AnswerProgress progress) {
    this.progress = progress;
  }

  /**
   * Reads one line.
   *
   * @throws DialectException where it tells a failure, or is not what a line can be
   */
  void read(JsonTree line, List<ChatEvent> events) {
    if (!line.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
    if (Failures.isTold(line.get("error"))) {
      throw new DialectException(Failures.inAnswer(line));
    }
    JsonTree message = line.get("message", Kind.OBJECT);
    Map<String, Json> extras = extras(line);
    if (message != null && !started) {
      started = true;
      events.add(new ChatEvent.MessageStarted("", textOf("model", line), seconds(line), extras));
    } else {
      extras.forEach(
          (name, value) -> events.add(new ChatEvent.ExtraAdded(WHOLE_ANSWER, name, value)));
    }
    if (message != null) {
      progress.seen(CHOICE);
      said.read(message, textOf("created_at", line), events);
    }
    JsonTree logprobs = line.get("logprobs", Kind.ARRAY);
    if (logprobs != null && !logprobs.items().isEmpty()) {
      events.add(new ChatEvent.LogprobsAdded(CHOICE, Logprobs.inOpenAisShape(logprobs)));
    }
    if (isDone(line)) {
      done(line, events);
    }
  }

  static boolean isDone(JsonTree line) {
    JsonTree done = line.get("done", Kind.BOOLEAN);
    return done != null && done.text().equals("true");
  }

  private void done(JsonTree line, List<ChatEvent> events) {
    if (started) {
      String word = line.string("done_reason");
      events.add(
          new ChatEvent.ChoiceFinished(
              CHOICE, DoneReason.read(word, said.callsTools()), word == null ? "" : word));
      progress.finished(CHOICE);
    }
    Usage usage = Counts.of(line).usage();
    if (usage != null) {
      progress.used(usage, events);
    }
    progress.end(events);
  }

  /** Without a prompt's count the other counts make no usage, and are told by themselves. */
  private static Map<String, Json> extras(JsonTree line) {
    boolean areCountsUsage = isDone(line) && Counts.of(line).usage() != null;
    Map<String, Json> extras = new LinkedHashMap<>();
    for (int i = 0; i < line.names().size(); i++) {
      String name = line.names().get(i);
      boolean isKnown =
          switch (name) {
            case "model", "created_at", "message", "done", "done_reason", "error", "logprobs" ->
                true;
            default -> areCountsUsage && Counts.isCount(name);
          };
      if (!isKnown && !line.items().get(i).is(Kind.NULL)) {
        extras.putIfAbsent(name, line.items().get(i).json());
      }
    }
    return extras;
  }

  private static String textOf(String field, JsonTree line) {
    @Nullable String text = line.string(field);
    return text == null ? "" : text;
  }

  private static long seconds(JsonTree line) {
    try {
      return Math.max(0, OffsetDateTime.parse(textOf("created_at", line)).toEpochSecond());
    } catch (DateTimeException notATime) {
      return 0;
    }
  }
}
