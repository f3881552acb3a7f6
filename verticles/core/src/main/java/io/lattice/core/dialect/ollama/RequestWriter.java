package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request of ours as one for {@code /api/chat}. Confined to one request.
 *
 * <p>What Ollama has no word for and the answer does not hang on is left out and told; what the
 * answer does hang on is refused.
 */
final class RequestWriter {
  private final ChatRequest request;
  private final UpstreamTarget target;
  private final JsonText json = new JsonText();
  private final Changes changes = new Changes();
  private final Extras extras;

  RequestWriter(ChatRequest request, UpstreamTarget target) {
    this.request = request;
    this.target = target;
    this.extras = new Extras(request.extras(), changes);
  }

  WrittenRequest write() {
    if (request.choices() > 1) {
      throw Changes.refused("n", "must be 1: Ollama gives one answer to a request");
    }
    json.startObject().field("model", target.modelId());
    // Said always: what is not said is a stream.
    json.field("stream", (Boolean) target.streamed());
    json.name("messages");
    new MessageWriter(json, changes).write(request.messages());
    tools();
    format();
    thinking();
    new OptionsWriter(request, extras, json, changes).write(TargetOptions.numCtx(target));
    logprobs(request.sampling());
    memory();
    if (request.endUser() != null) {
      changes.drop("user");
    }
    extras.dropRest();
    return new WrittenRequest(json.endObject().bytes(), changes.adaptation());
  }

  private void tools() {
    ToolChoice choice = request.toolChoice();
    if (choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named) {
      throw Changes.refused(
          "tool_choice", "must be auto or none: Ollama cannot be made to call a tool");
    }
    if (choice instanceof ToolChoice.Opaque opaque) {
      ToolWriter.checkOurs(opaque.dialect(), "tool_choice");
      throw Changes.refused("tool_choice", "must be auto or none: Ollama knows no other");
    }
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      changes.drop("parallel_tool_calls");
    }
    if (request.tools().isEmpty()) {
      return;
    }
    if (choice instanceof ToolChoice.None) {
      changes.change("tool_choice", "none, by leaving out the tools");
    } else {
      json.name("tools");
      ToolWriter.write(request.tools(), json, changes);
    }
  }

  private void thinking() {
    if (request.reasoning().equals(ReasoningOptions.DEFAULT)) {
      json.field("think", extras.take("think"));
    } else {
      Thinking.write(request.reasoning(), target.modelId(), json, changes);
    }
  }

  private void format() {
    ResponseFormat format = request.responseFormat();
    if (format == null) {
      json.field("format", extras.take("format"));
    } else if (format instanceof ResponseFormat.JsonObject) {
      json.field("format", "json");
    } else if (format instanceof ResponseFormat.JsonSchema schema) {
      json.field("format", schema.schema());
      if (schema.description() != null) {
        changes.drop("response_format.description");
      }
    }
  }

  private void logprobs(Sampling sampling) {
    json.field("logprobs", sampling.logprobs());
    json.field("top_logprobs", sampling.topLogprobs());
  }

  /** What is kept: the model in memory, and the prompt as a whole. */
  private void memory() {
    Json ofOperator = TargetOptions.keepAlive(target);
    @Nullable Json ofCaller = extras.take("keep_alive");
    if (ofOperator != null && ofCaller != null && !ofOperator.equals(ofCaller)) {
      changes.change("keep_alive", "as the registry has it");
    }
    json.field("keep_alive", ofOperator == null ? ofCaller : ofOperator);
    // A prompt that is too long is an error rather than one without its beginning.
    Json truncate = extras.take("truncate");
    json.field("truncate", truncate == null ? Json.of("false") : truncate);
    json.field("shift", extras.take("shift"));
  }
}
