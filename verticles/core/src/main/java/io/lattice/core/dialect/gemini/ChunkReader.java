package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the chunks of an answer into events; a whole answer is read as its only chunk. Confined to
 * one answer.
 */
final class ChunkReader {
  /** The choice of what concerns the answer as a whole. */
  private static final int WHOLE_ANSWER = -1;

  private final AnswerProgress progress;
  private final Map<Integer, CandidateReader> candidates = new HashMap<>();
  private final Map<String, Json> extras = new LinkedHashMap<>();
  private String id = "";
  private String model = "";
  private long created;
  private boolean started;

  ChunkReader(AnswerProgress progress) {
    this.progress = progress;
  }

  /**
   * Reads one chunk.
   *
   * @throws DialectException where it tells a failure, or is not what a chunk can be
   */
  void read(JsonTree chunk, List<ChatEvent> events) {
    if (chunk.is(Kind.ARRAY)) {
      chunk.items().forEach(item -> read(item, events));
      return;
    }
    if (!chunk.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
    if (chunk.get("error") != null) {
      throw new DialectException(GoogleError.inAnswer(chunk));
    }
    head(chunk, events);
    JsonTree list = chunk.get("candidates", Kind.ARRAY);
    List<JsonTree> items = list == null ? List.of() : list.items();
    if (!items.isEmpty() && !started) {
      started = true;
      events.add(new ChatEvent.MessageStarted(id, model, created, extras));
    }
    JsonTree used = chunk.get("usageMetadata", Kind.OBJECT);
    Usage usage = used == null ? null : UsageReader.read(used);
    if (usage != null) {
      progress.used(usage, events);
    }
    if (items.isEmpty()) {
      PromptFeedback.check(chunk.get("promptFeedback", Kind.OBJECT));
    }
    // Whether an answer says nothing shows only when all that came with a finish was read.
    Map<Integer, String> finishes = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      candidate(items.get(i), i, finishes, events);
    }
    finishes.forEach((choice, word) -> finish(choice, word, reader(choice), events));
  }

  /** Ends the choices that a whole answer left without a finish. */
  void finishOpen(List<ChatEvent> events) {
    for (int choice : progress.open()) {
      finish(choice, "", reader(choice), events);
    }
  }

  private void head(JsonTree chunk, List<ChatEvent> events) {
    for (int i = 0; i < chunk.names().size(); i++) {
      JsonTree value = chunk.items().get(i);
      String name = chunk.names().get(i);
      switch (name) {
        case "responseId" -> id = id.isEmpty() ? value.text() : id;
        case "modelVersion" -> model = model.isEmpty() ? value.text() : model;
        case "createTime" -> created = created == 0 ? seconds(value.text()) : created;
        case "usageMetadata" -> tier(value, events);
        case "candidates" -> {
          // Read by name.
        }
        default -> {
          if (!value.is(Kind.NULL)) {
            extra(name, value.json(), events);
          }
        }
      }
    }
  }

  /** What was really used, and so is billed. */
  private void tier(JsonTree usage, List<ChatEvent> events) {
    String tier = usage.string(ServiceTier.FIELD);
    if (tier != null) {
      extra(ServiceTier.EXTRA, ServiceTier.carried(tier), events);
    }
  }

  /** What comes after the start, or changes after it, is told by itself. */
  private void extra(String name, Json value, List<ChatEvent> events) {
    boolean isNew = !value.equals(extras.put(name, value));
    if (started && isNew) {
      events.add(new ChatEvent.ExtraAdded(WHOLE_ANSWER, name, value));
    }
  }

  private void candidate(
      JsonTree candidate, int position, Map<Integer, String> finishes, List<ChatEvent> events) {
    if (!candidate.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent a candidate that is no object");
    }
    JsonTree given = candidate.get("index");
    BigDecimal number = given == null ? null : given.number();
    int index = number == null ? position : number.intValue();
    progress.seen(index);
    if (progress.isFinished(index) || finishes.containsKey(index)) {
      return;
    }
    reader(index).read(candidate, events);
    String word = candidate.string("finishReason");
    if (word != null && !word.isEmpty()) {
      finishes.put(index, word);
    }
  }

  private void finish(int index, String word, CandidateReader reader, List<ChatEvent> events) {
    reader.finish(events);
    FinishReason reason = FinishWords.read(word, reader.callsTools());
    boolean isSilent = candidates.values().stream().noneMatch(CandidateReader::saysSomething);
    if (isSilent && !FinishWords.explainsSilence(reason)) {
      throw PromptFeedback.silence();
    }
    events.add(new ChatEvent.ChoiceFinished(index, reason, word));
    progress.finished(index);
  }

  private CandidateReader reader(int choice) {
    return candidates.computeIfAbsent(choice, index -> new CandidateReader(index, id));
  }

  private static long seconds(String time) {
    try {
      return Math.max(0, Instant.parse(time).getEpochSecond());
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
