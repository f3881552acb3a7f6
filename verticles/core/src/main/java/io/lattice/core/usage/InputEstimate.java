package io.lattice.core.usage;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many tokens of input a question takes, where its provider does not say. */
public final class InputEstimate {
  private InputEstimate() {}

  /**
   * What is asked. A question that is only counted costs nothing.
   *
   * <p>A body in the caller's own words is read through, or sampled where it is long.
   */
  public static long of(ChatCall.Payload payload, TokenEstimate estimate) {
    Prompt prompt = new Prompt();
    if (payload instanceof ChatCall.Native body) {
      read(body.body(), estimate, prompt);
    } else if (payload instanceof ChatCall.Typed typed) {
      read(typed.request(), prompt);
    } else if (payload instanceof ChatCall.Embeddings embeddings) {
      embeddings.request().inputs().forEach(input -> read(input, prompt));
    }
    return prompt.tokens(estimate);
  }

  private static void read(Bytes body, TokenEstimate estimate, Prompt prompt) {
    if (BodySample.isFor(body)) {
      prompt.counted(BodySample.tokens(body, estimate, prompt::medium));
    } else {
      BodyText.read(body, prompt);
    }
  }

  private static void read(ChatRequest request, Prompt prompt) {
    request
        .messages()
        .forEach(
            message -> {
              prompt.turn();
              read(message.parts(), prompt);
            });
    request.tools().forEach(tool -> read(tool, prompt));
  }

  private static void read(List<Part> parts, Prompt prompt) {
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        prompt.text(text.text());
      } else if (part instanceof Part.Refusal refusal) {
        prompt.text(refusal.text());
      } else if (part instanceof Part.Reasoning reasoning) {
        prompt.text(reasoning.text());
      } else if (part instanceof Part.ToolCall call) {
        prompt.text(call.name());
        prompt.text(call.arguments());
      } else if (part instanceof Part.ToolResult result) {
        read(result.content(), prompt);
      } else if (part instanceof Part.Opaque opaque) {
        prompt.text(opaque.json().text());
      } else {
        prompt.medium();
      }
    }
  }

  private static void read(Tool tool, Prompt prompt) {
    if (tool instanceof Tool.Function function) {
      prompt.text(function.name());
      text(function.description(), prompt);
      Json parameters = function.parameters();
      text(parameters == null ? null : parameters.text(), prompt);
    } else if (tool instanceof Tool.Opaque opaque) {
      prompt.text(opaque.json().text());
    }
  }

  private static void text(@Nullable String words, Prompt prompt) {
    if (words != null) {
      prompt.text(words);
    }
  }

  private static void read(EmbeddingRequest.Input input, Prompt prompt) {
    if (input instanceof EmbeddingRequest.Tokens tokens) {
      prompt.counted(tokens.tokens().size());
    } else if (input instanceof EmbeddingRequest.Text text) {
      prompt.text(text.text());
    }
  }
}
