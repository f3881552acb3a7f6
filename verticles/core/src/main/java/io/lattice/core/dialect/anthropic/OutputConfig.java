package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import java.util.Map;

/** What {@code output_config} says: how hard to try, and by which schema to answer. */
record OutputConfig(ChatRequest request, Thinking thinking, AnswerForm form) {
  static final String FIELD = "output_config";
  private static final String EFFORT = "effort";
  private static final String FORMAT = "format";

  void write(JsonText json, Told told) {
    Map<String, Json> others = Extras.inside(request.extras(), FIELD);
    if (thinking.effort() == null && form != AnswerForm.SCHEMA && others.isEmpty()) {
      return;
    }
    json.name(FIELD).startObject().field(EFFORT, thinking.effort());
    if (form == AnswerForm.SCHEMA
        && request.responseFormat() instanceof ResponseFormat.JsonSchema answer) {
      format(answer, Extras.inside(others, FORMAT), json, told);
    }
    json.fields(Extras.beside(others, FORMAT), this::isTaken).endObject();
  }

  private static void format(
      ResponseFormat.JsonSchema answer, Map<String, Json> others, JsonText json, Told told) {
    json.name(FORMAT).startObject().field("type", "json_schema");
    json.field("schema", Schemas.ofAnswer(answer.schema(), "response_format", told));
    json.fields(others, name -> name.equals("type") || name.equals("schema")).endObject();
    if (answer.description() != null) {
      told.dropped("response_format.description");
    }
  }

  private boolean isTaken(String name) {
    return name.equals(FORMAT) || (name.equals(EFFORT) && thinking.effort() != null);
  }
}
