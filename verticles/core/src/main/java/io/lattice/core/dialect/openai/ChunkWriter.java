package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.io.SerializedString;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the chunks of one streamed answer. Confined to one answer. */
final class ChunkWriter {
  private static final SerializedString DATA = new SerializedString("data: ");
  private static final SerializedString END = new SerializedString("\n\n");

  /** What no extra field may say again, or must not say at all: an error ends a client's stream. */
  private static final Set<String> OWN_FIELDS =
      Set.of("id", "object", "created", "model", "choices", "usage", "error");

  private final Writing writing;
  private final Map<String, Json> extras = new LinkedHashMap<>();
  private final BitSet begun = new BitSet();
  private String id;
  private String model;
  private long created;

  /** Writes what a chunk says. */
  @FunctionalInterface
  interface Fields {
    void write(JsonText json);
  }

  ChunkWriter(Writing writing) {
    this.writing = writing;
    this.id = writing.id();
    this.model = writing.model();
    this.created = writing.created();
  }

  /** What the provider says of the answer goes before what we would. */
  void start(ChatEvent.MessageStarted started) {
    id = started.id().isEmpty() ? writing.id() : started.id();
    model = started.model().isEmpty() ? writing.model() : started.model();
    created = started.created() == 0 ? writing.created() : started.created();
    started.extras().forEach(this::extra);
  }

  /** A field of the answer as a whole, for the next chunk. */
  void extra(String name, Json value) {
    if (JsonText.isOneValue(value)) {
      extras.put(name, value);
    }
  }

  /** A chunk that says something new of one choice; the first of a choice tells the role too. */
  void delta(int choice, Fields delta, JsonText json) {
    choice(choice, delta, null, null, json);
  }

  /** A chunk with log probabilities, or with another field beside the delta. */
  void beside(int choice, String name, Json value, JsonText json) {
    choice(choice, delta -> {}, null, fields -> fields.field(name, value), json);
  }

  /** A choice's last chunk. */
  void finish(ChatEvent.ChoiceFinished finished, JsonText json) {
    String word = FinishWords.word(finished.reason());
    boolean isOwnWord =
        finished.providerReason().isEmpty() || finished.providerReason().equals(word);
    Fields beside =
        isOwnWord ? null : it -> it.field("provider_finish_reason", finished.providerReason());
    choice(finished.choice(), delta -> {}, word, beside, json);
  }

  /** The chunk that has no choice and only the usage. */
  void usage(Usage usage, JsonText json) {
    head(json);
    json.name("choices").startArray().endArray().name("usage");
    UsageWriter.write(usage, json);
    json.endObject().raw(END);
  }

  /** An event with any other object. */
  static void event(Fields object, JsonText json) {
    json.raw(DATA);
    object.write(json);
    json.raw(END);
  }

  private void choice(
      int choice, Fields delta, @Nullable String finish, @Nullable Fields beside, JsonText json) {
    head(json);
    json.name("choices").startArray().startObject().field("index", (Integer) choice);
    json.name("delta").startObject();
    if (choice >= 0 && !begun.get(choice)) {
      begun.set(choice);
      json.field("role", "assistant");
    }
    delta.write(json);
    json.endObject();
    if (beside != null) {
      beside.write(json);
    }
    json.name("finish_reason");
    if (finish == null) {
      json.nothing();
    } else {
      json.text(finish);
    }
    json.endObject().endArray();
    if (writing.usageAsked()) {
      json.name("usage").nothing();
    }
    json.endObject().raw(END);
  }

  private void head(JsonText json) {
    json.raw(DATA).startObject();
    json.field("id", id).field("object", "chat.completion.chunk");
    json.field("created", (Long) created).field("model", model);
    if (!extras.isEmpty()) {
      json.fields(extras, OWN_FIELDS::contains);
      extras.clear();
    }
  }
}
