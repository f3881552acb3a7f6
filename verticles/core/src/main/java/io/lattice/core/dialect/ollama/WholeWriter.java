package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.Writing;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a whole answer as one object; a provider's own bytes stay as they are. */
final class WholeWriter {
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
    Optional<ChatResponse.Choice> choice = choice(response);
    List<Part> parts = choice.map(each -> each.message().parts()).orElse(List.of());
    LineWriter lines = new LineWriter(writing);
    lines.start(response.model(), response.created());
    JsonText json = new JsonText();
    lines.open(json);
    json.field("content", content(parts));
    String thinking = thinking(parts);
    json.field("thinking", thinking.isEmpty() ? null : thinking);
    LineWriter.calls(calls(response), json);
    json.endObject();
    choice
        .map(ChatResponse.Choice::logprobs)
        .ifPresent(logprobs -> LineWriter.logprobs(logprobs, json));
    FinishReason reason = choice.map(ChatResponse.Choice::finishReason).orElse(FinishReason.STOP);
    LineWriter.done(reason, response.usage(), json);
    return json.bytes();
  }

  /** The tool calls of an answer. */
  static List<Part.ToolCall> calls(ChatResponse response) {
    return choice(response).stream()
        .flatMap(each -> each.message().parts().stream())
        .filter(Part.ToolCall.class::isInstance)
        .map(Part.ToolCall.class::cast)
        .toList();
  }

  private static Optional<ChatResponse.Choice> choice(ChatResponse response) {
    return response.choices().stream()
        .filter(each -> each.index() == LineReader.CHOICE)
        .findFirst();
  }

  /** A refusal is text here. */
  private static String content(List<Part> parts) {
    StringBuilder content = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        content.append(text.text());
      } else if (part instanceof Part.Refusal refusal) {
        content.append(refusal.text());
      }
    }
    return content.toString();
  }

  private static String thinking(List<Part> parts) {
    return parts.stream()
        .filter(Part.Reasoning.class::isInstance)
        .map(part -> ((Part.Reasoning) part).text())
        .collect(Collectors.joining());
  }
}
