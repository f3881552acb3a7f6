package io.lattice.core.dialect.responses;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a response object says that the answer ended.
 *
 * @param word the provider's own: why it is incomplete, else its state
 */
record Ending(FinishReason reason, String word) {
  private static final Set<String> CALLS = Set.of("function_call", "custom_tool_call");

  /**
   * Reads it; the usage is told in any case.
   *
   * @throws DialectException where it says that the answer failed
   */
  static Ending of(JsonTree response, AnswerProgress progress, List<ChatEvent> events) {
    JsonTree used = response.get("usage", Kind.OBJECT);
    Usage usage = used == null ? null : UsageReader.read(used);
    if (usage != null) {
      progress.used(usage, events);
    }
    String status = response.string("status");
    String state = status == null ? "completed" : status;
    if (state.equals("failed") || isError(response.get("error"))) {
      throw new DialectException(failure(response));
    }
    if (state.equals("cancelled")) {
      throw new DialectException(
          new ChatError(
              ErrorKind.UPSTREAM_PROTOCOL,
              "the provider says that its answer was cancelled",
              "response_cancelled"));
    }
    JsonTree details = response.get("incomplete_details");
    String why = details == null ? null : details.string("reason");
    return state.equals("incomplete")
        ? new Ending(incomplete(why), why == null ? state : why)
        : new Ending(calls(response) ? FinishReason.TOOL_CALLS : FinishReason.STOP, state);
  }

  /** The same, where calls were seen that the response object does not repeat. */
  Ending afterCalls() {
    return reason == FinishReason.STOP && word.equals("completed")
        ? new Ending(FinishReason.TOOL_CALLS, word)
        : this;
  }

  /** Whether an item calls a tool of the caller's. */
  static boolean isCall(JsonTree item) {
    String type = item.string("type");
    return type != null && CALLS.contains(type);
  }

  /** Whether an answer, or a piece of one, is an error: its own field is null where it is none. */
  static boolean isError(@Nullable JsonTree error) {
    return error != null
        && switch (error.kind()) {
          case OBJECT, ARRAY -> !error.items().isEmpty();
          case STRING -> !error.text().isEmpty();
          default -> false;
        };
  }

  private static ChatError failure(JsonTree response) {
    return isError(response.get("error"))
        ? ErrorReader.inAnswer(response)
        : new ChatError(
            ErrorKind.UPSTREAM_OVERLOADED,
            "the provider says that its answer failed, and not why",
            "response_failed");
  }

  private static FinishReason incomplete(@Nullable String why) {
    return "content_filter".equals(why) ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH;
  }

  private static boolean calls(JsonTree response) {
    JsonTree output = response.get("output", Kind.ARRAY);
    return output != null && output.items().stream().anyMatch(Ending::isCall);
  }
}
