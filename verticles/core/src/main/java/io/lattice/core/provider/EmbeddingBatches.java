package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.core.dialect.EmbeddingPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a request that is asked part after part. Nothing of them is passed on before all
 * are there, so that whatever fails until then may be tried elsewhere; then they go in frames, as
 * the asker's credit allows. Confined to its verticle's context.
 */
final class EmbeddingBatches implements Answer {
  /** Makes a call that was not started yet. */
  interface Calls {

    /**
     * @throws ChatFailure where the part cannot be said
     */
    Answer call(EmbeddingPart part, OutgoingStream out);
  }

  private final List<EmbeddingPart> parts;
  private final long maxBytes;
  private final Calls calls;
  private final OutgoingStream out;
  private final List<Vector> vectors = new ArrayList<>();
  private List<List<ChatEvent>> frames = List.of();
  private Answer running;
  private @Nullable Bytes body;
  private int position;
  private String model = "";
  private @Nullable Usage used;
  private boolean isCounted;
  private int sent;
  private boolean paused;
  private boolean over;

  /**
   * Prepares the first call, and spends nothing.
   *
   * @param parts at least one
   * @param maxBytes at most so much of all vectors together
   * @throws ChatFailure where it cannot be said
   */
  EmbeddingBatches(List<EmbeddingPart> parts, long maxBytes, Calls calls, OutgoingStream out) {
    this.parts = List.copyOf(parts);
    this.maxBytes = maxBytes;
    this.calls = calls;
    this.out = out;
    this.running = calls.call(parts.get(0), new Batch(parts.get(0)));
  }

  @Override
  public void start() {
    running.start();
  }

  /** What is heard of one part. */
  private final class Batch implements OutgoingStream {
    private final EmbeddingPart part;
    private @Nullable Usage counted;

    Batch(EmbeddingPart part) {
      this.part = part;
    }

    @Override
    public void send(List<ChatEvent> events) {
      for (ChatEvent event : events) {
        if (!over) {
          hear(event);
        }
      }
    }

    private void hear(ChatEvent event) {
      if (event instanceof ChatEvent.VectorsAdded added) {
        vectors.addAll(added.vectors());
      } else if (event instanceof ChatEvent.NativeBytes bytes) {
        body = bytes.bytes();
      } else if (event instanceof ChatEvent.UsageReported reported) {
        counted = reported.usage();
      } else if (event instanceof ChatEvent.MessageStarted started) {
        model = started.model();
      } else if (event instanceof ChatEvent.RequestAdapted && position == 0) {
        // It is the same for every part.
        out.send(List.of(event));
      } else if (event instanceof ChatEvent.MessageFailed failed) {
        fail(failed.error());
      } else if (event instanceof ChatEvent.MessageEnded) {
        use(counted);
        goOn();
      }
    }

    /**
     * What later fails was billed all the same, so every part that ended is counted, or guessed.
     */
    private void use(@Nullable Usage told) {
      Usage own = told == null ? Usage.estimated(EmbeddingSplit.tokens(part.request()), 0) : told;
      isCounted |= told != null;
      used = used == null ? own : used.plus(own);
    }

    @Override
    public boolean isHolding() {
      return false;
    }
  }

  private void goOn() {
    position++;
    if (bytes() > maxBytes) {
      fail(
          new ChatError(
              ErrorKind.TOO_LARGE,
              "the vectors of all texts are larger than %d bytes: ask for fewer at a time"
                  .formatted(maxBytes)));
      return;
    }
    if (position == parts.size()) {
      // Where nobody counted, the router guesses better.
      Usage told = isCounted ? used : null;
      frames =
          body == null
              ? EmbeddingFrames.of(model, vectors, told)
              : EmbeddingFrames.of(model, body, told);
      sendOn();
      return;
    }
    try {
      EmbeddingPart next = parts.get(position);
      running = calls.call(next, new Batch(next));
      running.start();
    } catch (ChatFailure e) {
      fail(e.error());
    }
  }

  private long bytes() {
    return vectors.stream().mapToLong(vector -> vector.bytes().length()).sum();
  }

  private void fail(ChatError error) {
    over = true;
    vectors.clear();
    out.send(List.of(new ChatEvent.MessageFailed(error, used)));
  }

  private void sendOn() {
    while (!paused && !over && sent < frames.size()) {
      out.send(frames.get(sent++));
    }
  }

  /** The calls themselves go on: what they bring is kept here. */
  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    sendOn();
  }

  @Override
  public void cancel(String reason) {
    over = true;
    vectors.clear();
    if (position < parts.size()) {
      running.cancel(reason);
    }
  }
}
