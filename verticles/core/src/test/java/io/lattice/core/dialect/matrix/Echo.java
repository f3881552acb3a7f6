package io.lattice.core.dialect.matrix;

import io.lattice.api.chat.Bytes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Puts an answer into the next question as it is, as callers' programs do. */
enum Echo {
  OPENAI("messages") {
    @Override
    void add(JsonArray turns, JsonObject answer) {
      turns.add(answer.getJsonArray("choices").getJsonObject(0).getJsonObject("message"));
    }
  },
  RESPONSES("input") {
    @Override
    void add(JsonArray turns, JsonObject answer) {
      answer.getJsonArray("output").forEach(turns::add);
    }
  },
  ANTHROPIC("messages") {
    @Override
    void add(JsonArray turns, JsonObject answer) {
      turns.add(
          new JsonObject().put("role", "assistant").put("content", answer.getValue("content")));
    }
  },
  GEMINI("contents") {
    @Override
    void add(JsonArray turns, JsonObject answer) {
      turns.add(answer.getJsonArray("candidates").getJsonObject(0).getJsonObject("content"));
    }
  };

  private final String field;

  Echo(String field) {
    this.field = field;
  }

  abstract void add(JsonArray turns, JsonObject answer);

  /** The question with one turn more. */
  Bytes into(Bytes question, Bytes answer) {
    JsonObject next = new JsonObject(question.utf8());
    JsonArray turns =
        next.getValue(field) instanceof JsonArray array
            ? array
            : new JsonArray()
                .add(new JsonObject().put("role", "user").put("content", next.getValue(field)));
    add(turns, new JsonObject(answer.utf8()));
    return Bytes.utf8(next.put(field, turns).encode());
  }
}
