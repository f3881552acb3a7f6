package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.Writing;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes the objects of one answer. Confined to one answer. */
final class LineWriter {
  /** The last second of the year 9999: none is later in the form that Ollama's clients read. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Writing writing;
  private String model;
  private long created;

  LineWriter(Writing writing) {
    this.writing = writing;
    this.model = writing.model();
    this.created = writing.created();
  }

  /** What the provider says of the answer goes before what we would. */
  void start(ChatEvent.MessageStarted started) {
    start(started.model(), started.created());
  }

  void start(String providersModel, long providersTime) {
    model = providersModel.isEmpty() ? writing.model() : providersModel;
    created = providersTime == 0 ? writing.created() : providersTime;
  }

  /** Begins an object, whose message is to follow. */
  void open(JsonText json) {
    long second = Math.min(LAST_SECOND, Math.max(0, created));
    json.startObject().field("model", model);
    json.field("created_at", Instant.ofEpochSecond(second).toString());
    json.name("message").startObject().field("role", "assistant");
  }

  /** Ends an object behind which more will come. */
  static void more(JsonText json) {
    json.field("done", Boolean.FALSE).endObject();
  }

  /** Ends the last object. */
  static void done(FinishReason reason, @Nullable Usage usage, JsonText json) {
    json.field("done_reason", DoneReason.word(reason)).field("done", Boolean.TRUE);
    if (usage != null) {
      times(usage.raw(), json);
      json.field("prompt_eval_count", (Long) usage.inputTokens());
      json.field("eval_count", (Long) usage.outputTokens());
    }
    json.endObject();
  }

  /** Times are told where Ollama itself told them. */
  private static void times(@Nullable Json raw, JsonText json) {
    JsonTree told = raw == null || !JsonText.isOneValue(raw) ? null : JsonTree.read(raw);
    for (String name : Counts.TIMES) {
      JsonTree time = told == null ? null : told.get(name, JsonTree.Kind.NUMBER);
      json.field(name, time == null ? null : time.json());
    }
  }

  /** The calls of a message, if there are any. */
  static void calls(Collection<Part.ToolCall> calls, JsonText json) {
    if (calls.isEmpty()) {
      return;
    }
    int index = 0;
    json.name("tool_calls").startArray();
    for (Part.ToolCall call : calls) {
      json.startObject().field("id", call.id()).name("function").startObject();
      json.field("index", (Integer) index++).field("name", call.name());
      json.field("arguments", onOneLine(Arguments.object(call.arguments())));
      json.endObject().endObject();
    }
    json.endArray();
  }

  /** Log probabilities beside a message, if there are any in a shape that can be said. */
  static void logprobs(Json logprobs, JsonText json) {
    Collection<Json> items = Logprobs.items(logprobs);
    if (!items.isEmpty()) {
      json.name("logprobs").startArray();
      items.forEach(item -> json.json(onOneLine(item), "logprobs"));
      json.endArray();
    }
  }

  /** JSON has line feeds only where any blank may be. */
  private static Json onOneLine(Json json) {
    return Json.of(json.text().replace('\n', ' ').replace('\r', ' '));
  }

  /** A failure, as a body and as a stream's last line. */
  static Bytes error(ChatError error) {
    return new JsonText().startObject().field("error", error.message()).endObject().bytes();
  }
}
