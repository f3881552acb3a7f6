package io.lattice.api.stream;

import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two inboxes say to each other. {@code stream} is always the receiver's own number of the
 * stream, so that the receiver finds it without knowing the sender.
 */
sealed interface StreamMessage {

  /** What is said on its own or in a {@link Batch}. */
  sealed interface Single extends StreamMessage {}

  /**
   * Asks for an answer. Replied to with {@link Accepted}, or with a {@link
   * io.lattice.api.ChatFailure}.
   *
   * @param inbox where the answer goes
   * @param stream the asker's number of it
   * @param deployment the deployment that must answer, or null where a router chooses
   */
  record Open(String inbox, long stream, ChatCall call, @Nullable String deployment)
      implements Single {}

  /**
   * Ready to answer, nothing spent yet: the first {@link Credit} is the go.
   *
   * @param inbox where credit goes
   * @param stream the answerer's number of the stream
   */
  record Accepted(String inbox, long stream) implements Single {}

  /** Allows the answerer to send this much more. */
  record Credit(long stream, int frames, int bytes) implements Single {}

  /**
   * A part of the answer.
   *
   * @param sequence counts the stream's frames from 0
   */
  record Frame(long stream, long sequence, List<ChatEvent> events) implements Single {}

  /** Stops the answer. */
  record Cancel(long stream, String reason) implements Single {}

  /**
   * Says that the sender lives; answered by another one where {@code reply} is asked for.
   *
   * @param inbox the sender's
   */
  record Ping(String inbox, boolean reply) implements Single {}

  /** What a sender had to say to one inbox in one turn of its event loop, in order. */
  record Batch(List<Single> messages) implements StreamMessage {
    public Batch {
      messages = List.copyOf(messages);
    }
  }
}
