package io.lattice.core.dialect.matrix;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import java.util.List;
import java.util.Map;

/** What is asked in the matrix. */
enum Question {
  TEXT {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request
          .system("Be brief.")
          .user("Who are you?")
          .message(Message.assistant("A model."))
          .user("Whose? é");
    }
  },
  SETTINGS {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request
          .user("Go on.")
          .maxOutputTokens(300)
          .stop("END")
          .sampling(new Sampling(0.5, null, null, null, null, 7L, null, null));
    }
  },
  TOOLS {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request.user("Weather?").tool(WEATHER).toolChoice(new ToolChoice.Required());
    }
  },
  ONE_TOOL_AT_A_TIME {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request
          .user("Weather?")
          .tool(WEATHER)
          .toolChoice(new ToolChoice.Auto())
          .parallelToolCalls(false);
    }
  },
  PARALLEL_TOOL_RESULTS {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request
          .tool(WEATHER)
          .user("Weather?")
          .message(
              Message.of(
                  Role.ASSISTANT,
                  new Part.ToolCall("call_1", "weather", "{\"city\":\"Paris\"}"),
                  new Part.ToolCall("call_2", "weather", "{\"city\":\"Rome\"}")))
          .message(Message.toolResult("call_1", "20 C"))
          .message(
              Message.of(
                  Role.TOOL,
                  new Part.ToolResult("call_2", List.of(new Part.Text("no such city")), true)));
    }
  },
  IMAGE {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request.message(
          Message.of(
              Role.USER,
              new Part.Text("What is this?"),
              new Part.Image(new Media.Inline("image/png", "iVBORw0KGgo="))));
    }
  },
  IMAGE_BY_ADDRESS {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request.message(
          Message.of(
              Role.USER,
              new Part.Text("What is this?"),
              new Part.Image(new Media.Link("https://example.org/a.png"))));
    }
  },
  PDF {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request.message(
          Message.of(
              Role.USER,
              new Part.Text("Sum it up."),
              new Part.File(new Media.Inline("application/pdf", "JVBERi0="), "a.pdf", Map.of())));
    }
  },
  JSON_SCHEMA {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request
          .user("Where?")
          .responseFormat(new ResponseFormat.JsonSchema("answer", null, SCHEMA, null));
    }
  },
  REASONING_EFFORT {
    @Override
    ChatRequest.Builder add(ChatRequest.Builder request) {
      return request.user("Why?").reasoning(new ReasoningOptions("high", null));
    }
  };

  private static final Json SCHEMA =
      Json.of(
          """
          {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],\
          "additionalProperties":false}""");
  private static final Tool WEATHER = new Tool.Function("weather", "Of a city", SCHEMA);

  abstract ChatRequest.Builder add(ChatRequest.Builder request);

  ChatRequest request() {
    return add(ChatRequest.to("m")).build();
  }
}
