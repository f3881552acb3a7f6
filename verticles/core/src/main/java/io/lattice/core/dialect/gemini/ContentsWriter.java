package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a conversation: {@code contents} and {@code systemInstruction}. Confined to a request. */
final class ContentsWriter {
  private final ChatRequest request;
  private final PartWriter parts;
  private final JsonText json;
  private final Differences differences;

  ContentsWriter(
      ChatRequest request,
      GeminiApi api,
      Generation generation,
      JsonText json,
      Differences differences) {
    this.request = request;
    this.json = json;
    this.differences = differences;
    this.parts = new PartWriter(api, generation, json, differences);
  }

  void write() {
    json.name("contents").startArray();
    for (Turn turn : Turn.of(request, differences)) {
      List<Turn.Placed> said = turn.parts().stream().filter(parts::isSaid).toList();
      if (!said.isEmpty()) {
        json.startObject().field("role", turn.word()).name("parts").startArray();
        turn(turn, said);
        json.endArray().endObject();
      }
    }
    json.endArray();
  }

  private void turn(Turn turn, List<Turn.Placed> said) {
    boolean isFirstCall = true;
    for (Turn.Placed placed : said) {
      if (placed.part() instanceof Part.ToolCall call) {
        parts.call(call, placed.path(), turn.isCurrent() && isFirstCall);
        isFirstCall = false;
      } else {
        parts.part(placed.part(), placed.path());
      }
    }
  }

  /**
   * Writes the system prompt, where there is one.
   *
   * @param instruction what is added to it, or null
   */
  void writeSystem(@Nullable String instruction) {
    List<Turn.Placed> said = new ArrayList<>();
    for (int i = 0; i < request.messages().size(); i++) {
      Message message = request.messages().get(i);
      if (Turn.isSystem(message)) {
        String path = "messages[" + i + "]";
        message.parts().forEach(part -> said.add(new Turn.Placed(part, path)));
      }
    }
    if (instruction != null) {
      said.add(new Turn.Placed(new Part.Text(instruction), "response_format"));
    }
    said.removeIf(placed -> !parts.isSaid(placed));
    if (!said.isEmpty()) {
      json.name("systemInstruction").startObject().name("parts").startArray();
      said.forEach(placed -> parts.part(placed.part(), placed.path()));
      json.endArray().endObject();
    }
  }
}
