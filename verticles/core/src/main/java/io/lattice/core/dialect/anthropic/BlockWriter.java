package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Writes parts as content blocks. Confined to one request. */
final class BlockWriter {
  private static final String CITATIONS = "citations";
  private static final Set<String> OF_TEXT = Set.of(CacheMark.FIELD, CITATIONS);
  private static final Set<String> OF_IMAGE = Set.of(CacheMark.FIELD);
  private static final Set<String> OF_DOCUMENT = Set.of(CacheMark.FIELD, CITATIONS, "context");
  private static final Set<String> OF_CALL = Set.of(CacheMark.FIELD, "caller");

  private final JsonText json;
  private final CallIds ids;
  private final Told told;

  BlockWriter(JsonText json, CallIds ids, Told told) {
    this.json = json;
    this.ids = ids;
    this.told = told;
  }

  /** Another speaker begins; calls that an assistant makes now are others than before. */
  void begin(Turn.Speaker speaker) {
    if (speaker == Turn.Speaker.ASSISTANT) {
      ids.forgetUnanswered();
    }
  }

  void write(Spoken spoken) {
    String path = spoken.path();
    if (spoken.part() instanceof Part.Text text) {
      text(text.text()).extras(text.extras(), OF_TEXT, path).endObject();
    } else if (spoken.part() instanceof Part.Refusal refusal) {
      told.changed(path, "a refusal as text");
      text(refusal.text()).json.endObject();
    } else if (spoken.part() instanceof Part.Image image) {
      image(image, path);
    } else if (spoken.part() instanceof Part.File file) {
      document(file, path);
    } else if (spoken.part() instanceof Part.Reasoning reasoning) {
      thought(reasoning.text(), Objects.requireNonNull(reasoning.proof()));
    } else if (spoken.part() instanceof Part.ToolCall call) {
      call(call, path);
    } else if (spoken.part() instanceof Part.ToolResult result) {
      result(result, path);
    } else if (spoken.part() instanceof Part.Opaque opaque) {
      json.json(opaque.json(), path);
    } else {
      throw DialectException.invalid(
          path, "is a sound, which this provider does not hear: leave it out");
    }
  }

  private BlockWriter text(String text) {
    json.startObject().field("type", "text").field("text", text);
    return this;
  }

  private void image(Part.Image image, String path) {
    json.startObject().field("type", "image").name("source");
    SourceWriter.media(image.media(), json);
    if (image.detail() != null) {
      told.dropped(path + ".detail");
    }
    extras(image.extras(), OF_IMAGE, path).endObject();
  }

  private void document(Part.File file, String path) {
    json.startObject().field("type", "document").name("source");
    if (file.media() instanceof Media.Inline inline) {
      SourceWriter.document(inline, path, json, told);
    } else {
      SourceWriter.media(file.media(), json);
    }
    json.field("title", file.name());
    extras(file.extras(), OF_DOCUMENT, path).endObject();
  }

  private void thought(String text, Proof proof) {
    json.startObject();
    if (proof.isEncrypted()) {
      json.field("type", "redacted_thinking").field("data", proof.text());
    } else {
      json.field("type", "thinking").field("thinking", text).field("signature", proof.text());
    }
    json.endObject();
  }

  private void call(Part.ToolCall call, String path) {
    if (call.proof() != null) {
      told.dropped(path + ".proof");
    }
    json.startObject().field("type", "tool_use").field("id", ids.ofCall(call.id()));
    json.field("name", call.name()).name("input");
    if (!Arguments.write(call.arguments(), json)) {
      told.changed(path + ".arguments", "wrapped, since they are no JSON object");
    }
    extras(call.extras(), OF_CALL, path).endObject();
  }

  private void result(Part.ToolResult result, String path) {
    List<Part> content =
        SayableParts.of(result.content(), path, told).stream().map(Spoken::part).toList();
    json.startObject().field("type", "tool_result");
    json.field("tool_use_id", ids.ofResult(result.callId()));
    if (!content.isEmpty()) {
      json.name("content").startArray();
      for (Part part : CacheMark.onLast(content, null)) {
        inResult(new Spoken(part, path));
      }
      json.endArray();
    }
    json.field("is_error", result.isError() ? Boolean.TRUE : null);
    json.field(CacheMark.FIELD, CacheMark.ofLast(content));
    json.endObject();
  }

  private void inResult(Spoken spoken) {
    if (spoken.part() instanceof Part.ToolCall || spoken.part() instanceof Part.ToolResult) {
      throw DialectException.invalid(spoken.path(), "must not hold a call or another result");
    }
    write(spoken);
  }

  /** Writes the fields that a block of this kind may have, and tells the others. */
  private JsonText extras(Map<String, Json> extras, Set<String> known, String path) {
    new TreeMap<>(extras)
        .forEach(
            (name, value) -> {
              if (known.contains(name)) {
                json.field(name, value);
              } else {
                told.dropped(path + "." + name);
              }
            });
    return json;
  }
}
