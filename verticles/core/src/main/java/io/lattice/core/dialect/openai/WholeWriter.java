package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.ResponseFold;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;

/** Writes a whole answer as a chat completion; a provider's own bytes stay as they are. */
final class WholeWriter {
  private static final Set<String> OWN_FIELDS =
      Set.of("id", "object", "created", "model", "choices", "usage", "error");

  private WholeWriter() {}

  static Bytes write(List<ChatEvent> events, Writing writing) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    ResponseFold fold = new ResponseFold();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes nativeBytes) {
        passed.writeBytes(nativeBytes.bytes().array());
      } else {
        fold.add(event);
      }
    }
    return passed.size() > 0 ? Bytes.wrap(passed.toByteArray()) : write(fold.response(), writing);
  }

  private static Bytes write(ChatResponse response, Writing writing) {
    long created = response.created() == 0 ? writing.created() : response.created();
    JsonText json = new JsonText().startObject();
    json.field("id", response.id().isEmpty() ? writing.id() : response.id());
    json.field("object", "chat.completion").field("created", (Long) created);
    json.field("model", response.model().isEmpty() ? writing.model() : response.model());
    json.name("choices").startArray();
    response.choices().forEach(choice -> WholeChoiceWriter.write(choice, json));
    json.endArray();
    if (response.usage() != null) {
      json.name("usage");
      UsageWriter.write(response.usage(), json);
    }
    response
        .extras()
        .forEach(
            (name, value) -> {
              if (!OWN_FIELDS.contains(name) && JsonText.isOneValue(value)) {
                json.field(name, value);
              }
            });
    return json.endObject().bytes();
  }
}
