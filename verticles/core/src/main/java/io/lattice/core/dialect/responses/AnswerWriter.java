package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells an answer as a response object that grows, and as the events by which it does. Confined to
 * one answer.
 */
final class AnswerWriter {
  private final AnswerHead head;
  private final Events events;
  private @Nullable Items items;
  private @Nullable Usage usage;
  private FinishReason reason = FinishReason.STOP;

  AnswerWriter(Writing writing, Events events) {
    this.head = new AnswerHead(writing);
    this.events = events;
  }

  /** Adds what is neither the answer's end nor its failure. */
  void add(ChatEvent event) {
    if (event instanceof ChatEvent.MessageStarted started) {
      head.start(started);
    } else if (event instanceof ChatEvent.UsageReported reported) {
      usage = reported.usage();
    } else if (event instanceof ChatEvent.ExtraAdded extra) {
      if (extra.choice() < 0) {
        head.extra(extra.name(), extra.value());
      }
    } else if (event instanceof ChatEvent.ChoiceFinished finished) {
      reason = finished.choice() == 0 ? finished.reason() : reason;
    } else if (event.isContent()) {
      items().add(event);
    }
  }

  /** The answer ended well, or was cut. */
  void end() {
    items().end(state());
    events.tell(isCut() ? EventName.INCOMPLETE : EventName.COMPLETED, this::response);
  }

  /** The answer failed; what was said until then stays said. */
  void fail(ChatError error) {
    items();
    events.tell(EventName.ERROR, json -> Failure.event(error, json));
    events.tell(EventName.FAILED, json -> failed(error, json));
  }

  /** Writes the response object of an answer that failed, as a field. */
  void failed(ChatError error, JsonText json) {
    json.name("response");
    write("failed", error, json);
  }

  /** The response object as it is in the end. */
  void write(JsonText json) {
    write(state(), null, json);
  }

  private String state() {
    return isCut() ? "incomplete" : "completed";
  }

  private boolean isCut() {
    return reason == FinishReason.LENGTH || reason == FinishReason.CONTENT_FILTER;
  }

  /** Not before something is said: until then another provider may answer. */
  private Items items() {
    if (items == null) {
      items = new Items(head.ids(), events);
      events.tell(EventName.CREATED, this::begun);
      events.tell(EventName.IN_PROGRESS, this::begun);
    }
    return items;
  }

  private void begun(JsonText json) {
    json.name("response");
    write("in_progress", null, json);
  }

  private void response(JsonText json) {
    json.name("response");
    write(json);
  }

  private void write(String status, @Nullable ChatError error, JsonText json) {
    json.startObject();
    head.writeFirst(json);
    json.field("status", status).name("error");
    if (error == null) {
      json.nothing();
    } else {
      Failure.object(error, json);
    }
    json.name("incomplete_details");
    if (status.equals("incomplete")) {
      json.startObject().field("reason", why()).endObject();
    } else {
      json.nothing();
    }
    json.name("output").startArray();
    List<OutputItem> said = items == null ? List.of() : items.all();
    said.forEach(item -> item.write(json));
    json.endArray();
    head.writeLast(json);
    json.name("usage");
    if (usage == null) {
      json.nothing();
    } else {
      UsageWriter.write(usage, json);
    }
    json.endObject();
  }

  private String why() {
    return reason == FinishReason.LENGTH ? "max_output_tokens" : "content_filter";
  }
}
