package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a streamed answer, or the response object of a whole one. Confined to one
 * answer.
 */
final class EventReader {
  /** What a response object tells of the answer that nothing else does. */
  private static final Set<String> EXTRAS = Set.of("service_tier", "content_filters", "moderation");

  private final AnswerProgress progress;
  private final Map<Integer, ItemReader> items = new HashMap<>();
  private final ItemReader.Calls calls = new ItemReader.Calls();
  private int last;
  private boolean started;

  EventReader(AnswerProgress progress) {
    this.progress = progress;
  }

  /**
   * Reads one event.
   *
   * @param name the event's name, which counts where the event does not tell its type
   * @throws DialectException where it tells a failure, or is not what an event can be
   */
  void read(JsonTree event, @Nullable String name, List<ChatEvent> events) {
    if (!event.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
    String told = event.string("type");
    String type = told == null ? name : told;
    if (type == null && event.get("output", Kind.ARRAY) != null) {
      whole(event, events);
      return;
    }
    if ("error".equals(type) || Ending.isError(event.get("error"))) {
      throw new DialectException(ErrorReader.inAnswer(event));
    }
    String kind = type == null ? "" : type;
    switch (kind) {
      case "response.created", "response.in_progress", "response.queued" ->
          start(event.get("response"), events);
      case "response.completed", "response.incomplete", "response.failed", "response.cancelled" -> {
        JsonTree response = event.get("response", Kind.OBJECT);
        if (response == null) {
          throw AnswerProgress.protocol("the provider ended its answer without telling how");
        }
        end(response, events);
      }
      case "response.output_item.added", "response.output_item.done" -> item(event, kind, events);
      default -> piece(event, kind, events);
    }
  }

  /** Reads a whole answer. */
  void whole(JsonTree response, List<ChatEvent> events) {
    if (!response.is(Kind.OBJECT)) {
      throw AnswerProgress.protocol("the provider sent JSON that is no object");
    }
    end(response, events);
  }

  private void end(JsonTree response, List<ChatEvent> events) {
    start(response, events);
    Ending ending = Ending.of(response, progress, events);
    if (ending.word().equals("queued") || ending.word().equals("in_progress")) {
      throw AnswerProgress.protocol(
          "the provider will answer later (" + ending.word() + "), and nobody asked for that");
    }
    JsonTree output = response.get("output", Kind.ARRAY);
    List<JsonTree> all = output == null ? List.of() : output.items();
    for (int i = 0; i < all.size(); i++) {
      progress.seen(0);
      reader(i).end(all.get(i), events);
    }
    for (String name : EXTRAS) {
      JsonTree extra = response.get(name);
      if (extra != null) {
        events.add(new ChatEvent.ExtraAdded(-1, name, extra.json()));
      }
    }
    finish(calls.isEmpty() ? ending : ending.afterCalls(), events);
  }

  /** An answer that was cut off may have nothing to say; one that was not is empty. */
  private void finish(Ending ending, List<ChatEvent> events) {
    boolean isCut = !ending.word().equals("completed");
    if (isCut || !items.isEmpty()) {
      progress.finished(0);
      events.add(new ChatEvent.ChoiceFinished(0, ending.reason(), ending.word()));
    }
    progress.end(events);
  }

  private void start(@Nullable JsonTree response, List<ChatEvent> events) {
    if (started) {
      return;
    }
    started = true;
    String id = response == null ? null : response.string("id");
    String model = response == null ? null : response.string("model");
    JsonTree created = response == null ? null : response.get("created_at");
    BigDecimal seconds = created == null ? null : created.number();
    events.add(
        new ChatEvent.MessageStarted(
            id == null ? "" : id,
            model == null ? "" : model,
            seconds == null ? 0 : seconds.longValue(),
            Map.of()));
  }

  private void item(JsonTree event, String type, List<ChatEvent> events) {
    JsonTree item = event.get("item", Kind.OBJECT);
    if (item == null) {
      return;
    }
    ItemReader reader = said(event, events);
    if (type.endsWith(".added")) {
      reader.begin(item, events);
    } else {
      reader.end(item, events);
    }
  }

  private void piece(JsonTree event, @Nullable String type, List<ChatEvent> events) {
    String delta = event.string("delta");
    String text = delta == null ? "" : delta;
    String kind = type == null ? "" : type;
    switch (kind) {
      case "response.output_text.delta" -> {
        ItemReader reader = said(event, events);
        reader.text(number(event, "content_index", 0), text, events);
        JsonTree logprobs = event.get("logprobs", Kind.ARRAY);
        if (logprobs != null) {
          reader.logprobs(logprobs, events);
        }
      }
      case "response.refusal.delta" ->
          said(event, events).refusal(number(event, "content_index", 0), text, events);
      case "response.reasoning_summary_text.delta" ->
          said(event, events).summary(number(event, "summary_index", 0), text, events);
      case "response.reasoning_text.delta" -> said(event, events).think(text, events);
      case "response.function_call_arguments.delta" -> said(event, events).arguments(text, events);
      case "response.output_text.annotation.added" -> {
        JsonTree annotation = event.get("annotation", Kind.OBJECT);
        if (annotation != null) {
          said(event, events).citation(annotation, events);
        }
      }
      default -> {
        // Repeats what was told, tells how far a tool of the provider's is, or is new.
      }
    }
  }

  /** The item that an event is about. */
  private ItemReader said(JsonTree event, List<ChatEvent> events) {
    start(null, events);
    progress.seen(0);
    last = number(event, "output_index", last);
    return reader(last);
  }

  private ItemReader reader(int index) {
    return items.computeIfAbsent(index, absent -> new ItemReader(calls));
  }

  private static int number(JsonTree event, String name, int otherwise) {
    JsonTree field = event.get(name);
    BigDecimal number = field == null ? null : field.number();
    return number == null ? otherwise : number.intValue();
  }
}
