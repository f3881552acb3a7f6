package io.lattice.api.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param id the provider's id of the answer, or empty
 * @param model the provider's id of the model that answered, or empty
 * @param created seconds since the epoch, or 0
 * @param usage null only where neither the provider nor an estimate told
 * @param extras top-level fields that the reader did not know, by name
 */
public record ChatResponse(
    String id,
    String model,
    long created,
    List<Choice> choices,
    @Nullable Usage usage,
    Map<String, Json> extras) {

  public ChatResponse {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    choices = List.copyOf(choices);
    extras = Map.copyOf(extras);
  }

  /**
   * One of the answers.
   *
   * @param message the assistant's turn, ready to be put into the next request
   * @param finishReason null where the provider gave none
   * @param providerFinishReason the provider's own word, or null
   * @param logprobs in the provider's shape, or null
   */
  public record Choice(
      int index,
      Message message,
      @Nullable FinishReason finishReason,
      @Nullable String providerFinishReason,
      List<Citation> citations,
      @Nullable Json logprobs) {
    public Choice {
      Objects.requireNonNull(message, "message");
      citations = List.copyOf(citations);
    }
  }

  /** The text of the first choice; empty where it has none. */
  public String text() {
    return choices.isEmpty() ? "" : choices.get(0).message().text();
  }
}
