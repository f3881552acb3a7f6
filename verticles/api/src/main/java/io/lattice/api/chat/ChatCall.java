package io.lattice.api.chat;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way: the question and what the router needs to know of it without reading it.
 *
 * @param requestId names it in every log line and audit record
 * @param caller who asks, as the front door or the client named it
 * @param model the logical name of the model registry
 * @param streamed whether the answer is wanted as it is made
 */
public record ChatCall(
    String requestId,
    String caller,
    String model,
    boolean streamed,
    Set<Need> needs,
    Hints hints,
    Payload payload) {

  /** The question, typed or in the caller's own words. */
  public sealed interface Payload {}

  /** In our vocabulary; answered by typed events. */
  public record Typed(ChatRequest request) implements Payload {
    public Typed {
      Objects.requireNonNull(request, "request");
    }
  }

  /**
   * As the caller wrote it, so that a provider of the same dialect loses nothing of it. Such a
   * provider answers with {@link ChatEvent.NativeBytes}; any other with typed events.
   *
   * @param dialect its dialect's name
   * @param body its JSON, checked
   * @param usageAsked whether it asks for usage in the stream itself
   * @param headers what the caller said in headers that belong to the dialect, by lower-case name
   */
  public record Native(String dialect, Bytes body, boolean usageAsked, Map<String, String> headers)
      implements Payload {

    /** Where the dialect has all in the body. */
    public Native(String dialect, Bytes body, boolean usageAsked) {
      this(dialect, body, usageAsked, Map.of());
    }

    public Native {
      headers = Map.copyOf(headers);
      Objects.requireNonNull(dialect, "dialect");
      Objects.requireNonNull(body, "body");
    }
  }

  /**
   * Texts to be turned into vectors; answered by {@link ChatEvent.VectorsAdded}.
   *
   * @param words the same as the caller wrote it, for a provider of the same dialect, which may
   *     answer with {@link ChatEvent.NativeBytes} instead; null where there are none
   */
  public record Embeddings(EmbeddingRequest request, @Nullable Native words) implements Payload {

    /** In our vocabulary alone. */
    public Embeddings(EmbeddingRequest request) {
      this(request, null);
    }

    public Embeddings {
      Objects.requireNonNull(request, "request");
    }
  }

  /**
   * A question that is not asked: only how many tokens it would take is; answered by {@link
   * ChatEvent.TokensCounted}.
   *
   * @param question {@link Typed} or {@link Native}
   */
  public record Counting(Payload question) implements Payload {
    public Counting {
      if (!(question instanceof Typed || question instanceof Native)) {
        throw new IllegalArgumentException("only the tokens of a question are counted");
      }
    }
  }

  public ChatCall {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(hints, "hints");
    Objects.requireNonNull(payload, "payload");
    needs = Set.copyOf(needs);
  }

  /** A call that carries a typed request. */
  public static ChatCall typed(
      String requestId, String caller, ChatRequest request, boolean streamed, Hints hints) {
    return new ChatCall(
        requestId, caller, request.model(), streamed, needsOf(request), hints, new Typed(request));
  }

  /** A call for vectors. */
  public static ChatCall embeddings(
      String requestId, String caller, EmbeddingRequest request, Hints hints) {
    return embeddings(requestId, caller, new Embeddings(request), hints);
  }

  /** The same with the caller's own words, where there are any. */
  public static ChatCall embeddings(
      String requestId, String caller, Embeddings question, Hints hints) {
    return new ChatCall(
        requestId,
        caller,
        question.request().model(),
        false,
        Set.of(Need.EMBEDDINGS),
        hints,
        question);
  }

  private static Set<Need> needsOf(ChatRequest request) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    if (!request.tools().isEmpty()) {
      needs.add(Need.TOOLS);
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema) {
      needs.add(Need.JSON_SCHEMA);
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonObject) {
      needs.add(Need.JSON_OBJECT);
    }
    if (Boolean.TRUE.equals(request.sampling().logprobs())) {
      needs.add(Need.LOGPROBS);
    }
    request.messages().forEach(message -> addNeedsOf(message.parts(), needs));
    return needs;
  }

  private static void addNeedsOf(Collection<Part> parts, Set<Need> needs) {
    for (Part part : parts) {
      if (part instanceof Part.Image) {
        needs.add(Need.VISION);
      } else if (part instanceof Part.File) {
        needs.add(Need.FILES);
      } else if (part instanceof Part.Audio) {
        needs.add(Need.AUDIO);
      } else if (part instanceof Part.ToolResult result) {
        addNeedsOf(result.content(), needs);
      }
    }
  }
}
