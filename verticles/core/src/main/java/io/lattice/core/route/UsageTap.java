package io.lattice.core.route;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer used: the provider's own count, or an estimate where it gave none. Confined to one
 * attempt.
 *
 * <p>The estimate takes four characters for a token, which holds for English within a third; it is
 * marked, and never 0 for something.
 */
final class UsageTap {
  private static final int CHARACTERS_PER_TOKEN = 4;

  /** Of a frame of a stream in OpenAI's dialect, around its text. */
  private static final int ENVELOPE = 200;

  private long outputCharacters;
  private boolean heard;
  private @Nullable Usage reported;

  void add(List<ChatEvent> events) {
    for (ChatEvent event : events) {
      heard |= !(event instanceof ChatEvent.Terminal);
      outputCharacters += charactersOf(event);
      if (event instanceof ChatEvent.UsageReported usage) {
        reported = usage.usage();
      } else if (event instanceof ChatEvent.MessageFailed failed && failed.usage() != null) {
        reported = failed.usage();
      }
    }
  }

  private static long charactersOf(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return e.text().length();
    }
    if (event instanceof ChatEvent.ReasoningDelta e) {
      return e.text().length();
    }
    if (event instanceof ChatEvent.RefusalDelta e) {
      return e.text().length();
    }
    if (event instanceof ChatEvent.ToolCallDelta e) {
      return e.arguments().length();
    }
    if (event instanceof ChatEvent.NativeBytes e && e.hasContent()) {
      return Math.max(CHARACTERS_PER_TOKEN, e.bytes().length() - ENVELOPE);
    }
    return 0;
  }

  boolean isReported() {
    return reported != null;
  }

  /** The usage so far, or null where the provider has not begun to answer: that costs nothing. */
  @Nullable Usage usage(ChatCall call) {
    if (reported != null || !heard) {
      return reported;
    }
    return Usage.estimated(tokens(charactersOf(call)), tokens(outputCharacters));
  }

  private static long tokens(long characters) {
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  private static long charactersOf(ChatCall call) {
    return charactersOf(call.payload());
  }

  private static long charactersOf(ChatCall.Payload payload) {
    if (payload instanceof ChatCall.Native body) {
      return body.body().length();
    }
    if (payload instanceof ChatCall.Typed typed) {
      return typed.request().messages().stream()
          .flatMap(message -> message.parts().stream())
          .mapToLong(part -> part instanceof Part.Text text ? text.text().length() : 0)
          .sum();
    }
    if (payload instanceof ChatCall.Embeddings embeddings) {
      return embeddings.request().inputs().stream().mapToLong(UsageTap::charactersOf).sum();
    }
    // What is only counted costs nothing.
    return 0;
  }

  private static long charactersOf(EmbeddingRequest.Input input) {
    return input instanceof EmbeddingRequest.Tokens tokens
        ? (long) tokens.tokens().size() * CHARACTERS_PER_TOKEN
        : ((EmbeddingRequest.Text) input).text().length();
  }
}
