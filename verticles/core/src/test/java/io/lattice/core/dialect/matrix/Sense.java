package io.lattice.core.dialect.matrix;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ChatResponse;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.api.chat.Usage;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request or an answer means, whatever the words: how messages are cut is not in it, nor are
 * ids, which some dialects have none of: a tool's result counts by the place of its call.
 */
final class Sense {
  private Sense() {}

  static List<String> of(ChatRequest request) {
    List<String> sense = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        sense.add(message.role() + " " + of(part, calls));
      }
    }
    request.tools().forEach(tool -> sense.add("tool " + of(tool)));
    // A choice that is left to the model is what every dialect takes where none is said.
    ToolChoice choice = request.toolChoice();
    add(sense, "choice", choice instanceof ToolChoice.Auto ? null : choice, Object::toString);
    add(sense, "parallel", request.parallelToolCalls(), Object::toString);
    add(sense, "format", request.responseFormat(), format -> of((ResponseFormat) format));
    add(sense, "at most", request.maxOutputTokens(), Object::toString);
    add(sense, "temperature", request.sampling().temperature(), Object::toString);
    add(sense, "seed", request.sampling().seed(), Object::toString);
    add(sense, "effort", request.reasoning().effort(), Object::toString);
    add(sense, "budget", request.reasoning().budgetTokens(), Object::toString);
    request.stop().forEach(word -> sense.add("stop " + word));
    return sense;
  }

  static List<String> of(ChatResponse response) {
    List<String> sense = new ArrayList<>();
    for (ChatResponse.Choice choice : response.choices()) {
      List<String> calls = new ArrayList<>();
      choice.message().parts().forEach(part -> sense.add(of(part, calls)));
      choice.citations().forEach(citation -> sense.add("citation"));
      sense.add("finish " + choice.finishReason());
    }
    Usage usage = response.usage();
    sense.add(
        usage == null || usage.totalTokens() == 0
            ? "no usage"
            : "usage %d %d %d %d"
                .formatted(
                    usage.inputTokens(),
                    usage.outputTokens(),
                    usage.cachedInputTokens(),
                    usage.reasoningTokens()));
    return sense;
  }

  /** What must come back to who thought it, letter by letter. */
  static List<String> proofs(List<Message> messages) {
    List<String> proofs = new ArrayList<>();
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Reasoning thought && thought.proof() != null) {
          proofs.add("thought " + thought.text() + " " + thought.proof());
        } else if (part instanceof Part.ToolCall call && call.proof() != null) {
          proofs.add("call " + call.name() + " " + call.proof());
        }
      }
    }
    return proofs;
  }

  private interface Words {
    String of(Object value);
  }

  private static void add(List<String> sense, String name, @Nullable Object value, Words words) {
    if (value != null) {
      sense.add(name + " " + words.of(value));
    }
  }

  private static String of(Part part, List<String> calls) {
    if (part instanceof Part.Text text) {
      return "text " + text.text();
    }
    if (part instanceof Part.Image image) {
      return "image " + of(image.media());
    }
    if (part instanceof Part.File file) {
      return "file " + of(file.media());
    }
    if (part instanceof Part.Reasoning thought) {
      return "thought " + thought.text() + (thought.proof() == null ? "" : " with its proof");
    }
    if (part instanceof Part.ToolCall call) {
      calls.add(call.id());
      return "call " + call.name() + " " + plain(call.arguments());
    }
    if (part instanceof Part.ToolResult result) {
      String content =
          String.join(" ", result.content().stream().map(it -> of(it, calls)).toList());
      return "result of call "
          + calls.indexOf(result.callId())
          + " "
          + content
          + (result.isError() ? " (failed)" : "");
    }
    return part.toString();
  }

  private static String of(Media media) {
    if (media instanceof Media.Inline inline) {
      return inline.mediaType() + " " + inline.base64();
    }
    return media instanceof Media.Link link ? link.url() : media.toString();
  }

  private static String of(Tool tool) {
    return tool instanceof Tool.Function function
        ? function.name() + " " + function.description() + " " + plain(function.parameters())
        : tool.toString();
  }

  private static String of(ResponseFormat format) {
    return format instanceof ResponseFormat.JsonSchema schema
        ? "schema " + plain(schema.schema())
        : format.toString();
  }

  private static String plain(@Nullable Json json) {
    return plain(Objects.requireNonNull(json, "a schema").text());
  }

  private static String plain(String json) {
    return new JsonObject(json).encode();
  }
}
