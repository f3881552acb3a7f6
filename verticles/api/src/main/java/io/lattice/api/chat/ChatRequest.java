package io.lattice.api.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a model, in no provider's dialect. Immutable; build it with {@link
 * #to(String)}.
 *
 * @param model the logical name of the model registry, not a provider's id
 * @param choices how many answers, at least 1
 * @param maxOutputTokens at most this many tokens, reasoning included; null leaves it to the model
 * @param extras parameters that the reader did not know, by name, for a provider of the dialect
 *     they came in
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    List<Tool> tools,
    @Nullable ToolChoice toolChoice,
    @Nullable Boolean parallelToolCalls,
    @Nullable ResponseFormat responseFormat,
    @Nullable Integer maxOutputTokens,
    List<String> stop,
    int choices,
    Sampling sampling,
    ReasoningOptions reasoning,
    @Nullable String endUser,
    Map<String, Json> extras) {

  public ChatRequest {
    Objects.requireNonNull(model, "model");
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    stop = List.copyOf(stop);
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(reasoning, "reasoning");
    extras = Map.copyOf(extras);
    if (choices < 1) {
      throw new IllegalArgumentException("choices must be at least 1, not " + choices);
    }
  }

  /** One question, everything else left to the model. */
  public static ChatRequest of(String model, String question) {
    return to(model).user(question).build();
  }

  public static Builder to(String model) {
    return new Builder(model);
  }

  /** Collects a request; not thread-safe. */
  public static final class Builder {
    private final String model;
    private final List<Message> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private final List<String> stop = new ArrayList<>();
    private final Map<String, Json> extras = new LinkedHashMap<>();
    private @Nullable ToolChoice toolChoice;
    private @Nullable Boolean parallelToolCalls;
    private @Nullable ResponseFormat responseFormat;
    private @Nullable Integer maxOutputTokens;
    private int choices = 1;
    private Sampling sampling = Sampling.DEFAULT;
    private ReasoningOptions reasoning = ReasoningOptions.DEFAULT;
    private @Nullable String endUser;

    private Builder(String model) {
      this.model = model;
    }

    public Builder message(Message message) {
      messages.add(message);
      return this;
    }

    public Builder messages(List<Message> more) {
      messages.addAll(more);
      return this;
    }

    public Builder system(String text) {
      return message(Message.system(text));
    }

    public Builder user(String text) {
      return message(Message.user(text));
    }

    public Builder tool(Tool tool) {
      tools.add(tool);
      return this;
    }

    public Builder toolChoice(@Nullable ToolChoice choice) {
      this.toolChoice = choice;
      return this;
    }

    public Builder parallelToolCalls(@Nullable Boolean allowed) {
      this.parallelToolCalls = allowed;
      return this;
    }

    public Builder responseFormat(@Nullable ResponseFormat format) {
      this.responseFormat = format;
      return this;
    }

    public Builder maxOutputTokens(@Nullable Integer tokens) {
      this.maxOutputTokens = tokens;
      return this;
    }

    public Builder stop(String sequence) {
      stop.add(sequence);
      return this;
    }

    public Builder choices(int count) {
      this.choices = count;
      return this;
    }

    public Builder sampling(Sampling value) {
      this.sampling = value;
      return this;
    }

    public Builder reasoning(ReasoningOptions value) {
      this.reasoning = value;
      return this;
    }

    /** A stable, opaque id of the person behind the caller, which some providers ask for. */
    public Builder endUser(@Nullable String id) {
      this.endUser = id;
      return this;
    }

    public Builder extra(String name, Json value) {
      extras.put(name, value);
      return this;
    }

    public ChatRequest build() {
      return new ChatRequest(
          model,
          messages,
          tools,
          toolChoice,
          parallelToolCalls,
          responseFormat,
          maxOutputTokens,
          stop,
          choices,
          sampling,
          reasoning,
          endUser,
          extras);
    }
  }
}
