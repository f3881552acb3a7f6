package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes a whole answer as a response object; a provider's own bytes stay as they are. */
final class WholeWriter {
  private WholeWriter() {}

  static Bytes write(List<ChatEvent> events, Writing writing) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    AnswerWriter answer = new AnswerWriter(writing, Events.UNHEARD);
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes nativeBytes) {
        passed.writeBytes(nativeBytes.bytes().array());
      } else {
        answer.add(event);
      }
    }
    if (passed.size() > 0) {
      return Bytes.wrap(passed.toByteArray());
    }
    answer.end();
    JsonText json = new JsonText();
    answer.write(json);
    return json.bytes();
  }
}
