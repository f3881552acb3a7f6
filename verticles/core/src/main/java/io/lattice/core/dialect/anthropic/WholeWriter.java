package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes a whole answer as a message; a provider's own bytes stay as they are. */
final class WholeWriter {
  private WholeWriter() {}

  static Bytes write(List<ChatEvent> events, Writing writing) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.NativeBytes nativeBytes) {
        passed.writeBytes(nativeBytes.bytes().array());
      }
    }
    return passed.size() > 0 ? Bytes.wrap(passed.toByteArray()) : message(events, writing);
  }

  private static Bytes message(List<ChatEvent> events, Writing writing) {
    JsonText json = new JsonText();
    head(events, writing).write(json);
    json.name("content").startArray();
    BlockOrder blocks = new BlockOrder(new WholeBlocks(json));
    AnswerEnd end = new AnswerEnd();
    for (ChatEvent event : events) {
      if (!end.take(event) && Choices.isOfTheOnly(event)) {
        blocks.add(event);
      }
    }
    blocks.finish();
    json.endArray();
    end.writeReason(json);
    json.name("usage");
    UsageWriter.write(end.usage(), json);
    return json.endObject().bytes();
  }

  private static AnswerHead head(List<ChatEvent> events, Writing writing) {
    AnswerHead head = AnswerHead.of(writing);
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.MessageStarted started) {
        head = AnswerHead.of(started, writing);
      }
    }
    return head;
  }
}
