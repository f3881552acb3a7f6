package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Extras;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a request of ours for this API. Confined to one request.
 *
 * <p>It asks OpenAI to keep nothing, and to hand out what the model thought, encrypted, so that the
 * conversation stands alone. What the API has no word for and the answer does not hang on is left
 * out and told.
 */
final class RequestWriter {
  /** Extra fields that this API knows by these names. */
  private static final Set<String> KNOWN =
      Set.of(
          "metadata",
          "user",
          "service_tier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "prompt_cache_options",
          "truncation",
          "max_tool_calls",
          "context_management",
          "moderation");

  private static final String VERBOSITY = "verbosity";

  private final ChatRequest request;
  private final Map<String, Json> extras;
  private final JsonText json = new JsonText();
  private final Set<String> dropped = new LinkedHashSet<>();

  RequestWriter(ChatRequest request) {
    this.request = request;
    this.extras = new LinkedHashMap<>(request.extras());
  }

  WrittenRequest write(UpstreamTarget target) {
    if (request.choices() != 1) {
      throw DialectException.invalid(
          "n", "must be 1: this provider's API gives one answer to a request");
    }
    json.startObject().field("model", target.modelId());
    messages();
    if (target.streamed()) {
      json.field("stream", Boolean.TRUE);
    }
    json.field("store", Boolean.FALSE);
    boolean logprobs = Boolean.TRUE.equals(request.sampling().logprobs());
    json.field(
        Includes.FIELD, Includes.write(logprobs, target.modelId(), extras.remove(Includes.FIELD)));
    tools();
    text();
    json.field("max_output_tokens", request.maxOutputTokens());
    sampling(request.sampling());
    reasoning();
    json.field("safety_identifier", request.endUser());
    extras();
    return new WrittenRequest(json.endObject().bytes(), Adaptation.dropping(dropped));
  }

  /** What the system says first are the instructions, where something else is said too. */
  private void messages() {
    List<Message> messages = request.messages();
    Message first = messages.isEmpty() ? null : messages.get(0);
    boolean instructs =
        first != null
            && messages.size() > 1
            && first.role() == Role.SYSTEM
            && first.name() == null
            && first.extras().isEmpty()
            && first.parts().size() == 1
            && first.parts().get(0) instanceof Part.Text text
            && text.extras().isEmpty()
            && !text.text().isEmpty();
    if (first != null && instructs) {
      json.field("instructions", first.text());
    }
    json.name("input").startArray();
    new InputWriter(messages, json, dropped).write(instructs ? 1 : 0);
    json.endArray();
  }

  private void tools() {
    if (!request.tools().isEmpty()) {
      json.name("tools");
      ToolWriter.tools(request.tools(), json, dropped);
    }
    if (request.toolChoice() != null) {
      json.name("tool_choice");
      ToolWriter.choice(request.toolChoice(), json);
    }
    json.field("parallel_tool_calls", request.parallelToolCalls());
  }

  private void text() {
    Map<String, Json> inside = new LinkedHashMap<>(Extras.inside(extras, "text"));
    Map<String, Json> ofFormat = Extras.inside(inside, "format");
    inside.keySet().removeIf(name -> name.startsWith("format.") || name.equals("format"));
    extras.keySet().removeIf(name -> name.startsWith("text."));
    Json verbosity = extras.remove(VERBOSITY);
    ResponseFormat format = request.responseFormat();
    if (format == null && verbosity == null && inside.isEmpty()) {
      return;
    }
    json.name("text").startObject();
    if (format != null) {
      json.name("format").startObject();
      format(format);
      json.fields(ofFormat, name -> false).endObject();
    }
    json.field(VERBOSITY, verbosity).fields(inside, VERBOSITY::equals).endObject();
  }

  private void format(ResponseFormat format) {
    if (format instanceof ResponseFormat.JsonSchema schema) {
      json.field("type", "json_schema").field("name", schema.name());
      json.field("description", schema.description()).field("schema", schema.schema());
      json.field("strict", schema.strict());
    } else {
      json.field("type", format instanceof ResponseFormat.Text ? "text" : "json_object");
    }
  }

  private void sampling(Sampling sampling) {
    json.field("temperature", sampling.temperature());
    json.field("top_p", sampling.topP());
    json.field("top_logprobs", sampling.topLogprobs());
    drop("stop", !request.stop().isEmpty());
    drop("top_k", sampling.topK() != null);
    drop("frequency_penalty", sampling.frequencyPenalty() != null);
    drop("presence_penalty", sampling.presencePenalty() != null);
    drop("seed", sampling.seed() != null);
  }

  private void reasoning() {
    Map<String, Json> inside = Extras.inside(extras, "reasoning");
    extras.keySet().removeIf(name -> name.startsWith("reasoning."));
    String effort = request.reasoning().effort();
    if (effort != null || !inside.isEmpty()) {
      json.name("reasoning").startObject().field("effort", effort);
      json.fields(inside, "effort"::equals).endObject();
    }
    drop("reasoning.budgetTokens", request.reasoning().budgetTokens() != null);
  }

  private void extras() {
    json.fields(extras, name -> !KNOWN.contains(name));
    extras.forEach((name, value) -> drop(name, !KNOWN.contains(name) && !isOurs(name, value)));
  }

  /** Nothing is kept anyway. */
  private static boolean isOurs(String name, Json value) {
    return name.equals("store") && value.text().equals("false");
  }

  private void drop(String name, boolean isThere) {
    if (isThere) {
      dropped.add(name);
    }
  }
}
