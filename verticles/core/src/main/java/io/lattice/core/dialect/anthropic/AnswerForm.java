package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Need;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.UpstreamTarget;
import org.jspecify.annotations.Nullable;

/** By which means the model is brought to answer in the form that the caller wants. */
enum AnswerForm {
  /** No form is wanted. */
  FREE,
  /** The provider enforces the schema. */
  SCHEMA,
  /** The model must call {@link JsonAnswer a tool of ours}, whose arguments are the answer. */
  TOOL,
  /** The model is told in words. */
  WORDS;

  private static final String FIELD = "response_format";

  static AnswerForm of(ChatRequest request, UpstreamTarget target, Told told) {
    ResponseFormat format = request.responseFormat();
    if (format instanceof ResponseFormat.JsonObject) {
      told.changed(FIELD, "by an instruction");
      return WORDS;
    }
    if (!(format instanceof ResponseFormat.JsonSchema)) {
      return FREE;
    }
    if (target.does(Need.JSON_SCHEMA)) {
      return SCHEMA;
    }
    if (mustCall(request.toolChoice())) {
      told.changed(FIELD, "of no effect, since a tool must be called");
      return FREE;
    }
    told.changed(FIELD, "by a forced tool");
    return TOOL;
  }

  /** Whether a choice leaves the model no way to answer but by calls. */
  static boolean mustCall(@Nullable ToolChoice choice) {
    return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
  }
}
