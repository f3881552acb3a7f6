package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request of ours as a chat completion request. Confined to one request.
 *
 * <p>What the flavor has no word for and the answer does not hang on is left out and told; what the
 * answer does hang on is refused.
 */
final class RequestWriter {
  /** What no extra field may say again. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "response_format",
          "stop",
          "n",
          "temperature",
          "top_p",
          "top_k",
          "frequency_penalty",
          "presence_penalty",
          "seed",
          "logprobs",
          "top_logprobs",
          "reasoning_effort");

  private final ChatRequest request;
  private final OpenAiFlavor flavor;
  private final JsonText json = new JsonText();
  private final Set<String> dropped = new LinkedHashSet<>();

  RequestWriter(ChatRequest request, OpenAiFlavor flavor) {
    this.request = request;
    this.flavor = flavor;
  }

  WrittenRequest write(UpstreamTarget target) {
    json.startObject();
    json.field("model", target.modelId());
    transport(target);
    json.name("messages");
    new MessageWriter(request, flavor, json, dropped).write();
    tools();
    format();
    limits();
    sampling(request.sampling());
    reasoning();
    json.field(endUserField(), request.endUser());
    extras();
    return new WrittenRequest(json.endObject().bytes(), Adaptation.dropping(dropped));
  }

  private void transport(UpstreamTarget target) {
    if (target.streamed()) {
      json.field("stream", Boolean.TRUE);
    }
    if (target.streamed() && target.usageInStream()) {
      json.name("stream_options").startObject();
      json.field("include_usage", Boolean.TRUE).endObject();
    }
  }

  private void tools() {
    if (!request.tools().isEmpty()) {
      json.name("tools");
      ToolWriter.tools(request.tools(), json);
    }
    if (request.toolChoice() != null) {
      json.name("tool_choice");
      ToolWriter.choice(request.toolChoice(), json);
    }
    json.field("parallel_tool_calls", request.parallelToolCalls());
  }

  private void format() {
    ResponseFormat format = request.responseFormat();
    Map<String, Json> beside = Extras.inside(request.extras(), "response_format");
    if (format == null) {
      return;
    }
    json.name("response_format").startObject();
    if (format instanceof ResponseFormat.JsonSchema schema) {
      json.field("type", "json_schema").name("json_schema").startObject();
      json.field("name", schema.name()).field("description", schema.description());
      json.field("schema", schema.schema()).field("strict", schema.strict());
      json.fields(Extras.inside(beside, "json_schema"), name -> false).endObject();
    } else {
      json.field("type", format instanceof ResponseFormat.Text ? "text" : "json_object");
    }
    json.fields(Extras.beside(beside, "json_schema"), name -> false).endObject();
  }

  private void limits() {
    json.field(flavor.maxTokensField(), request.maxOutputTokens());
    if (!request.stop().isEmpty()) {
      json.name("stop").startArray();
      request.stop().forEach(json::text);
      json.endArray();
    }
    json.field("n", request.choices() == 1 ? null : (Integer) request.choices());
  }

  private void sampling(Sampling sampling) {
    json.field("temperature", sampling.temperature());
    json.field("top_p", sampling.topP());
    json.field("top_k", orDrop("top_k", sampling.topK(), flavor.takesTopK()));
    json.field("frequency_penalty", sampling.frequencyPenalty());
    json.field("presence_penalty", sampling.presencePenalty());
    json.field("seed", sampling.seed());
    json.field("logprobs", sampling.logprobs());
    json.field("top_logprobs", sampling.topLogprobs());
  }

  private void reasoning() {
    String effort = request.reasoning().effort();
    String name = "reasoning_effort";
    json.field(name, orDrop(name, effort, flavor.passes(name)));
    orDrop("reasoning.budgetTokens", request.reasoning().budgetTokens(), false);
  }

  /** A caller who gave both names gave two people. */
  private String endUserField() {
    return request.extras().containsKey("user") ? "safety_identifier" : flavor.endUserField();
  }

  private void extras() {
    Extras.beside(request.extras(), "response_format")
        .forEach((name, value) -> json.field(name, orDrop(name, value, isFree(name))));
  }

  private boolean isFree(String field) {
    return !OWN_FIELDS.contains(field)
        && !field.equals(flavor.maxTokensField())
        && !field.equals(endUserField())
        && flavor.passes(field);
  }

  private <T> @Nullable T orDrop(String name, @Nullable T value, boolean isSaid) {
    if (value != null && !isSaid) {
      dropped.add(name);
    }
    return isSaid ? value : null;
  }
}
