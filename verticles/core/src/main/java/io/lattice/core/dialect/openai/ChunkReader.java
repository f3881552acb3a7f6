package io.lattice.core.dialect.openai;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of an answer into events; a whole answer is read as its only chunk. Confined to
 * one answer.
 */
final class ChunkReader {
  /** The choice of what concerns the answer as a whole. */
  static final int WHOLE_ANSWER = -1;

  private final OpenAiFlavor flavor;
  private final AnswerProgress progress;
  private final Map<Integer, ChoiceReader> choices = new HashMap<>();
  private final Map<String, Json> extras = new LinkedHashMap<>();
  private String id = "";
  private String model = "";
  private long created;
  private boolean started;

  ChunkReader(OpenAiFlavor flavor, AnswerProgress progress) {
    this.flavor = flavor;
    this.progress = progress;
  }

  /**
   * Reads one chunk.
   *
   * @throws DialectException where it tells a failure, or is not what a chunk can be
   */
  void read(JsonTree chunk, List<ChatEvent> events) {
    if (!chunk.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
    if (isError(chunk.get("error"))) {
      throw new DialectException(ErrorReader.inAnswer(chunk));
    }
    head(chunk, events);
    JsonTree list = chunk.get("choices", Kind.ARRAY);
    if (list != null && !list.items().isEmpty()) {
      start(events);
      for (int i = 0; i < list.items().size(); i++) {
        choice(list.items().get(i), i, events);
      }
    }
    JsonTree citations = chunk.get("citations", Kind.ARRAY);
    if (citations != null) {
      CitationReader.addresses(citations, events);
    }
    JsonTree used = chunk.get("usage", Kind.OBJECT);
    Usage usage = used == null ? null : UsageReader.read(used, flavor);
    if (usage != null) {
      progress.used(usage, events);
    }
  }

  /** Ends the choices that the provider left without a finish reason. */
  void finishOpen(List<ChatEvent> events) {
    for (int choice : progress.open()) {
      progress.finished(choice);
      reader(choice).finish(null, events);
    }
  }

  /** Some servers send an empty error beside every chunk. */
  static boolean isError(@Nullable JsonTree error) {
    return error != null
        && switch (error.kind()) {
          case OBJECT, ARRAY -> !error.items().isEmpty();
          case STRING -> !error.text().isEmpty();
          default -> false;
        };
  }

  private void head(JsonTree chunk, List<ChatEvent> events) {
    for (int i = 0; i < chunk.names().size(); i++) {
      JsonTree value = chunk.items().get(i);
      String name = chunk.names().get(i);
      switch (name) {
        case "id" -> id = id.isEmpty() ? value.text() : id;
        case "model" -> model = model.isEmpty() ? value.text() : model;
        case "created" -> created = created == 0 ? seconds(value) : created;
        case "object", "choices", "usage", "error", "obfuscation" -> {
          // Read elsewhere, or only there to confuse eavesdroppers.
        }
        default -> {
          boolean isCitations = name.equals("citations") && value.is(Kind.ARRAY);
          if (!value.is(Kind.NULL) && !isCitations) {
            extra(name, value.json(), events);
          }
        }
      }
    }
  }

  /** What comes after the start, or changes after it, is told by itself. */
  private void extra(String name, Json value, List<ChatEvent> events) {
    boolean isNew = !value.equals(extras.put(name, value));
    if (started && isNew) {
      events.add(new ChatEvent.ExtraAdded(WHOLE_ANSWER, name, value));
    }
  }

  /** Not before the first choice: Azure's first chunk has none, nor an id or a model. */
  private void start(List<ChatEvent> events) {
    if (!started) {
      started = true;
      events.add(new ChatEvent.MessageStarted(id, model, created, extras));
    }
  }

  private void choice(JsonTree choice, int position, List<ChatEvent> events) {
    if (!choice.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent a choice that is no object");
    }
    JsonTree given = choice.get("index");
    BigDecimal number = given == null ? null : given.number();
    int index = number == null ? position : number.intValue();
    progress.seen(index);
    ChoiceReader reader = reader(index);
    JsonTree delta = choice.get("delta", Kind.OBJECT);
    delta = delta == null ? choice.get("message", Kind.OBJECT) : delta;
    boolean isOpen = !progress.isFinished(index);
    if (delta != null && isOpen) {
      reader.delta(delta, events);
    }
    rest(choice, index, isOpen, reader, events);
    String word = choice.string("finish_reason");
    if (word != null && !word.isEmpty() && isOpen) {
      reader.finish(word, events);
      progress.finished(index);
    }
  }

  private static void rest(
      JsonTree choice, int index, boolean isOpen, ChoiceReader reader, List<ChatEvent> events) {
    for (int i = 0; i < choice.names().size(); i++) {
      JsonTree value = choice.items().get(i);
      String name = choice.names().get(i);
      if (value.is(Kind.NULL)) {
        continue;
      }
      switch (name) {
        case "index", "delta", "message", "finish_reason" -> {
          // Read by name.
        }
        case "logprobs" -> {
          if (isOpen) {
            events.add(new ChatEvent.LogprobsAdded(index, value.json()));
          }
        }
        default -> reader.extra(name, value, events);
      }
    }
  }

  private ChoiceReader reader(int choice) {
    return choices.computeIfAbsent(choice, index -> new ChoiceReader(index, id));
  }

  private static long seconds(JsonTree value) {
    BigDecimal number = value.number();
    return number == null ? 0 : number.longValue();
  }
}
