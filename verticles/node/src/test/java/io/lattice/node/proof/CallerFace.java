package io.lattice.node.proof;

import io.lattice.core.testing.RawClient;
import io.lattice.core.testing.RawResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The faces of a node besides OpenAI's, as their callers use and understand them. */
enum CallerFace {
  ANTHROPIC {
    @Override
    String path(String model, boolean streamed) {
      return "/v1/messages";
    }

    @Override
    JsonObject question(String model, boolean streamed) {
      JsonObject message = new JsonObject().put("role", "user").put("content", "Hello?");
      return new JsonObject()
          .put("model", model)
          .put("max_tokens", 100)
          .put("stream", streamed)
          .put("messages", new JsonArray().add(message));
    }

    @Override
    Heard hear(int status, List<JsonObject> objects) {
      Ear ear = new Ear();
      for (JsonObject object : objects) {
        JsonObject block = object.getJsonObject("content_block", new JsonObject());
        JsonObject delta = object.getJsonObject("delta", new JsonObject());
        switch (object.getString("type")) {
          case "error" -> ear.error = object.getJsonObject("error").getString("type");
          case "message" -> {
            JsonArray content = object.getJsonArray("content");
            for (int i = 0; i < content.size(); i++) {
              block(ear, i, content.getJsonObject(i));
            }
            usage(ear, object);
            ear.ended = true;
          }
          case "message_start" -> usage(ear, object.getJsonObject("message"));
          case "content_block_start" -> begun(ear, object.getInteger("index"), block);
          case "content_block_delta" -> {
            ear.text.append(delta.getString("text", ""));
            if (delta.containsKey("partial_json")) {
              ear.more(object.getInteger("index"), delta.getString("partial_json"));
            }
          }
          case "message_delta" -> usage(ear, object);
          case "message_stop" -> ear.ended = true;
          default -> {
            // Pings and ends of blocks.
          }
        }
      }
      return ear.heard(status);
    }

    private void block(Ear ear, int index, JsonObject block) {
      begun(ear, index, block);
      ear.text.append(block.getString("text", ""));
      if (block.getString("type").equals("tool_use")) {
        ear.more(index, block.getJsonObject("input").encode());
      }
    }

    private void begun(Ear ear, int index, JsonObject block) {
      if (block.getString("type").equals("tool_use")) {
        ear.more(index, block.getString("name") + " ");
      }
    }

    private void usage(Ear ear, JsonObject holder) {
      JsonObject usage = holder.getJsonObject("usage", new JsonObject());
      ear.tokensIn = usage.getInteger("input_tokens", ear.tokensIn);
      ear.tokensOut = usage.getInteger("output_tokens", ear.tokensOut);
    }
  },
  GEMINI {
    @Override
    String path(String model, boolean streamed) {
      return "/v1beta/models/%s:%s"
          .formatted(model, streamed ? "streamGenerateContent?alt=sse" : "generateContent");
    }

    @Override
    JsonObject question(String model, boolean streamed) {
      return new JsonObject(
          "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello?\"}]}]}");
    }

    @Override
    Heard hear(int status, List<JsonObject> objects) {
      Ear ear = new Ear();
      for (JsonObject object : objects) {
        if (object.containsKey("error")) {
          ear.error = object.getJsonObject("error").getString("status");
        }
        for (Object each : object.getJsonArray("candidates", new JsonArray())) {
          JsonObject candidate = (JsonObject) each;
          JsonObject content = candidate.getJsonObject("content", new JsonObject());
          content
              .getJsonArray("parts", new JsonArray())
              .forEach(part -> part(ear, (JsonObject) part));
          ear.ended |= candidate.containsKey("finishReason");
        }
        JsonObject usage = object.getJsonObject("usageMetadata", new JsonObject());
        ear.tokensIn = usage.getInteger("promptTokenCount", ear.tokensIn);
        int said = usage.getInteger("candidatesTokenCount", 0);
        ear.tokensOut = Math.max(ear.tokensOut, said + usage.getInteger("thoughtsTokenCount", 0));
      }
      return ear.heard(status);
    }

    private void part(Ear ear, JsonObject part) {
      ear.text.append(part.getString("text", ""));
      JsonObject call = part.getJsonObject("functionCall");
      if (call != null) {
        JsonObject arguments = call.getJsonObject("args", new JsonObject());
        ear.more(ear.tools.size(), call.getString("name") + " " + arguments.encode());
      }
    }
  };

  /** What was heard so far. */
  private static final class Ear {
    private final StringBuilder text = new StringBuilder();
    private final TreeMap<Integer, StringBuilder> tools = new TreeMap<>();
    private int tokensIn;
    private int tokensOut;
    private @Nullable String error;
    private boolean ended;

    void more(int index, String piece) {
      tools.computeIfAbsent(index, key -> new StringBuilder()).append(piece);
    }

    Heard heard(int status) {
      return new Heard(
          status, text.toString(), Heard.tools(tools), tokensIn, tokensOut, error, ended);
    }
  }

  abstract String path(String model, boolean streamed);

  abstract JsonObject question(String model, boolean streamed);

  abstract Heard hear(int status, List<JsonObject> objects);

  /** Asks and waits for the whole answer. */
  Heard ask(Gateway gateway, String model) {
    return post(gateway, model, false);
  }

  /** Asks for a stream and reads it to its end. */
  Heard stream(Gateway gateway, String model) {
    return post(gateway, model, true);
  }

  private Heard post(Gateway gateway, String model, boolean streamed) {
    gateway.noteAsked();
    try (RawClient client = gateway.connect()) {
      RawResponse response =
          client.post(path(model, streamed), question(model, streamed).encode()).response();
      ProofKeys.checkAbsentFrom(response.headers().toString());
      List<String> objects =
          streamed && response.status() == 200 ? response.events() : List.of(response.text());
      return hear(response.status(), objects.stream().map(JsonObject::new).toList());
    }
  }
}
