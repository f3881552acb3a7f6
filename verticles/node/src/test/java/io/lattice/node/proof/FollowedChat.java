package io.lattice.node.proof;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** What LangChain4j tells of one streamed chat, on its own threads. */
final class FollowedChat implements StreamingChatResponseHandler {
  private static final long LIMIT_SECONDS = 20;

  private final Queue<String> pieces = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();
  private volatile String last = "";

  /** Ends the stream once this was said. */
  FollowedChat cancelledAfter(String said) {
    last = said;
    return this;
  }

  @Override
  public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
    pieces.add(part.text());
    if (text().equals(last)) {
      context.streamingHandle().cancel();
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    end.complete(response);
  }

  @Override
  public void onError(Throwable error) {
    end.completeExceptionally(error);
  }

  /** What was said so far. */
  String text() {
    return String.join("", pieces);
  }

  /** The whole answer, once it is there. */
  ChatResponse end() {
    return end.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Why there is no answer. */
  Throwable failure() {
    return end.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .handle(
            (response, error) -> {
              if (error == null) {
                throw new AssertionError("it ended well: " + response);
              }
              return error;
            })
        .join();
  }
}
