package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFold;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.Writing;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Writes a whole answer; a provider's own bytes stay as they are. */
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
    AnswerHead head = new AnswerHead(writing);
    head.start(
        new ChatEvent.MessageStarted(
            response.id(), response.model(), response.created(), Map.of()));
    response.extras().forEach(head::extra);
    JsonText json = new JsonText().startObject().name("candidates").startArray();
    response.choices().forEach(choice -> choice(choice, json));
    json.endArray();
    head.write(response.usage(), json);
    return json.endObject().bytes();
  }

  private static void choice(ChatResponse.Choice choice, JsonText json) {
    List<Part> parts = choice.message().parts().stream().filter(AnswerPart::isSaid).toList();
    json.startObject().name("content").startObject();
    if (!parts.isEmpty()) {
      json.name("parts").startArray();
      parts.forEach(part -> AnswerPart.write(part, json));
      json.endArray();
    }
    json.field("role", "model").endObject().field("index", (Integer) choice.index());
    beside(choice).write(json);
    json.endObject();
  }

  private static CandidateWriter beside(ChatResponse.Choice choice) {
    CandidateWriter beside = new CandidateWriter();
    beside.said(choice.message().text());
    choice.message().extras().forEach(beside::extra);
    choice.citations().forEach(beside::cited);
    if (choice.logprobs() != null && JsonText.isOneValue(choice.logprobs())) {
      JsonTree pieces = JsonTree.read(choice.logprobs());
      if (pieces.is(JsonTree.Kind.ARRAY)) {
        pieces.items().forEach(piece -> beside.logprobs(piece.json()));
      } else {
        beside.logprobs(choice.logprobs());
      }
    }
    if (choice.finishReason() != null) {
      String word = choice.providerFinishReason();
      beside.finished(
          new ChatEvent.ChoiceFinished(
              choice.index(), choice.finishReason(), word == null ? "" : word));
    }
    return beside;
  }
}
