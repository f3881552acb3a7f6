package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request of ours as one for Anthropic's messages. Confined to one request.
 *
 * <p>What cannot be said and the answer does not hang on is left out and told; what the answer does
 * hang on is said in another way and told, or refused.
 */
final class RequestWriter {
  private final ChatRequest request;
  private final UpstreamTarget target;
  private final JsonText json = new JsonText();
  private final Told told = new Told();

  RequestWriter(ChatRequest request, UpstreamTarget target) {
    this.request = request;
    this.target = target;
  }

  WrittenRequest write() {
    if (request.choices() > 1) {
      throw DialectException.invalid(
          "n", "must be 1: this provider gives one answer to a request; ask it several times");
    }
    int maxTokens = MaxTokens.of(request, target, told);
    AnswerForm form = AnswerForm.of(request, target, told);
    Conversation conversation = Conversation.of(request.messages(), target, told);
    Thinking thinking =
        Thinking.of(request.reasoning(), target, maxTokens, obstacle(form, conversation), told);
    json.startObject();
    head(maxTokens);
    conversation(conversation, form);
    tools(form);
    ThinkingWriter.write(thinking, request.extras(), json);
    new OutputConfig(request, thinking, form).write(json, told);
    new SamplingWriter(freedom(thinking), json, told).write(request.sampling());
    stop();
    if (request.endUser() != null) {
      json.name("metadata").startObject().field("user_id", request.endUser()).endObject();
    }
    new ExtraFields(thinking, json, told).write(request.extras());
    return new WrittenRequest(json.endObject().bytes(), told.adaptation());
  }

  /** Clouds that resell the model want a version in the body, and name the model in the path. */
  private void head(int maxTokens) {
    String version = TargetOptions.versionInBody(target);
    if (version == null) {
      json.field("model", target.modelId());
    } else {
      json.field("anthropic_version", version);
    }
    json.field(MaxTokens.FIELD, (Integer) maxTokens);
    json.field("stream", target.streamed() ? Boolean.TRUE : null);
  }

  private void conversation(Conversation conversation, AnswerForm form) {
    BlockWriter blocks = new BlockWriter(json, new CallIds(request.messages()), told);
    SystemWriter.write(conversation.system(), form, blocks, json);
    json.name("messages").startArray();
    for (Turn turn : conversation.turns()) {
      json.startObject().field("role", turn.speaker().word()).name("content").startArray();
      blocks.begin(turn.speaker());
      turn.said().forEach(blocks::write);
      json.endArray().endObject();
    }
    json.endArray();
  }

  private void tools(AnswerForm form) {
    ResponseFormat.JsonSchema answer =
        form == AnswerForm.TOOL && request.responseFormat() instanceof ResponseFormat.JsonSchema it
            ? it
            : null;
    List<Tool> tools = answersByOurToolAlone(answer) ? List.of() : request.tools();
    ToolWriter writer = new ToolWriter(json, target, told);
    writer.tools(tools, answer);
    if (answer != null && tools.isEmpty()) {
      writer.choice(new ToolChoice.Named(JsonAnswer.TOOL), Boolean.FALSE);
    } else if (answer != null) {
      writer.choice(new ToolChoice.Required(), request.parallelToolCalls());
    } else if (!tools.isEmpty() || AnswerForm.mustCall(request.toolChoice())) {
      writer.choice(request.toolChoice(), request.parallelToolCalls());
    }
  }

  /** A caller who forbids its own tools leaves only ours. */
  private boolean answersByOurToolAlone(ResponseFormat.@Nullable JsonSchema answer) {
    return answer != null && request.toolChoice() instanceof ToolChoice.None;
  }

  private Thinking.Obstacle obstacle(AnswerForm form, Conversation conversation) {
    if (form == AnswerForm.TOOL || AnswerForm.mustCall(request.toolChoice())) {
      return Thinking.Obstacle.FORCED_TOOL;
    }
    return conversation.goesOnWithUnthoughtCalls()
        ? Thinking.Obstacle.UNTHOUGHT_CALLS
        : Thinking.Obstacle.NONE;
  }

  private SamplingWriter.Freedom freedom(Thinking thinking) {
    if (!TargetOptions.takesSampling(target)) {
      return SamplingWriter.Freedom.NONE;
    }
    return thinking.isOn() ? SamplingWriter.Freedom.THINKING : SamplingWriter.Freedom.FULL;
  }

  private void stop() {
    List<String> sayable = request.stop().stream().filter(each -> !each.isBlank()).toList();
    if (sayable.size() < request.stop().size()) {
      told.changed("stop", "without the blank ones");
    }
    if (!sayable.isEmpty()) {
      json.name("stop_sequences").startArray();
      sayable.forEach(json::text);
      json.endArray();
    }
  }
}
