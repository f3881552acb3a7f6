package io.lattice.api.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens in an answer, in order. A whole answer is the same list at once.
 *
 * <p>Exactly one {@link Terminal} ends every answer, and nothing follows it. {@code choice} counts
 * the answers from 0; {@code index} counts a choice's tool calls from 0.
 */
public sealed interface ChatEvent {

  /** Nothing follows. */
  sealed interface Terminal extends ChatEvent {}

  /**
   * The router chose who answers. Comes first where an attempt was made at all, and is the router's
   * own: no provider sends it.
   *
   * @param deployment the deployment's id in the registry
   * @param attempts how many attempts were made, this one included
   */
  record RouteChosen(String deployment, int attempts) implements ChatEvent {}

  /**
   * The provider is asked something else than the caller asked. Comes before all else of an
   * attempt, and only where it is so.
   */
  record RequestAdapted(Adaptation adaptation) implements ChatEvent {
    public RequestAdapted {
      Objects.requireNonNull(adaptation, "adaptation");
    }
  }

  /**
   * The provider began to answer; nothing was said yet.
   *
   * @param id the provider's id of the answer, or empty
   * @param model the provider's id of the model, or empty
   * @param created seconds since the epoch, or 0
   * @param extras top-level fields that the reader did not know, by name
   */
  record MessageStarted(String id, String model, long created, Map<String, Json> extras)
      implements ChatEvent {
    public MessageStarted {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(model, "model");
      extras = Map.copyOf(extras);
    }
  }

  record TextDelta(int choice, String text) implements ChatEvent {}

  record RefusalDelta(int choice, String text) implements ChatEvent {}

  record ReasoningDelta(int choice, String text) implements ChatEvent {}

  /** Signs the reasoning since the last proof, or is reasoning of its own. */
  record ReasoningSigned(int choice, Proof proof) implements ChatEvent {
    public ReasoningSigned {
      Objects.requireNonNull(proof, "proof");
    }
  }

  record ToolCallStarted(int choice, int index, String id, String name) implements ChatEvent {}

  /** A piece of the arguments' text of the call at {@code index}. */
  record ToolCallDelta(int choice, int index, String arguments) implements ChatEvent {}

  /** Signs the call at {@code index}. */
  record ToolCallSigned(int choice, int index, Proof proof) implements ChatEvent {
    public ToolCallSigned {
      Objects.requireNonNull(proof, "proof");
    }
  }

  /** A part of the answer that only one dialect understands, such as what a search found. */
  record OpaqueAdded(int choice, Part.Opaque part) implements ChatEvent {
    public OpaqueAdded {
      Objects.requireNonNull(part, "part");
    }
  }

  record CitationAdded(int choice, Citation citation) implements ChatEvent {}

  /** Log probabilities of the text that came with it, in the provider's shape. */
  record LogprobsAdded(int choice, Json logprobs) implements ChatEvent {}

  /**
   * Something that the vocabulary has no word for, kept by its name.
   *
   * @param choice -1 where it concerns the answer as a whole
   */
  record ExtraAdded(int choice, String name, Json value) implements ChatEvent {}

  /** The usage so far; a later one replaces an earlier one. */
  record UsageReported(Usage usage) implements ChatEvent {
    public UsageReported {
      Objects.requireNonNull(usage, "usage");
    }
  }

  /**
   * @param providerReason the provider's own word
   */
  record ChoiceFinished(int choice, FinishReason reason, String providerReason)
      implements ChatEvent {}

  /**
   * Bytes of the provider's own answer, for a caller who speaks its dialect: whole server-sent
   * events of a stream, or a whole body. The events beside it in a frame tell what is in them.
   *
   * @param hasContent whether they say something to the caller, so that falling back is over
   */
  record NativeBytes(Bytes bytes, boolean hasContent) implements ChatEvent {}

  /**
   * Vectors of texts, beside each other in the request.
   *
   * @param first the index of the first one's text
   */
  record VectorsAdded(int first, List<Vector> vectors) implements ChatEvent {
    public VectorsAdded {
      vectors = List.copyOf(vectors);
    }
  }

  /** How many tokens of input a question would take. */
  record TokensCounted(long inputTokens, Usage.Source source) implements ChatEvent {
    public TokensCounted {
      Objects.requireNonNull(source, "source");
    }
  }

  /** The provider's own end was seen. */
  record MessageEnded() implements Terminal {}

  /**
   * The answer failed.
   *
   * @param usage what was used until then, or null where nothing is known
   */
  record MessageFailed(ChatError error, @Nullable Usage usage) implements Terminal {
    public MessageFailed {
      Objects.requireNonNull(error, "error");
    }
  }

  /** Whether the caller is shown something by it, so that falling back is over. */
  default boolean isContent() {
    if (this instanceof NativeBytes bytes) {
      return bytes.hasContent();
    }
    return !(this instanceof RouteChosen
        || this instanceof RequestAdapted
        || this instanceof MessageStarted
        || this instanceof UsageReported
        || this instanceof ExtraAdded
        || this instanceof Terminal);
  }
}
