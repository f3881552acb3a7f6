package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.core.dialect.EmbeddingPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parts that are asked in turn, before calls that answer at once. */
class EmbeddingBatchesTest {
  private static final long PLENTY = 1 << 20;

  private final Heard heard = new Heard();
  private final List<Integer> asked = new ArrayList<>();

  /** Two parts of as many texts as are said. */
  private EmbeddingBatches batches(int texts, long maxBytes, int dimensions) {
    EmbeddingRequest request =
        EmbeddingRequest.of("m", "text ".repeat(2 * texts).strip().split(" "));
    return new EmbeddingBatches(
        EmbeddingSplit.parts(request, texts, PLENTY),
        maxBytes,
        (part, out) -> new Vectors(part, out, dimensions),
        heard);
  }

  /** Answers each text with a vector of zeros, and counts no tokens. */
  private final class Vectors implements Answer {
    private final EmbeddingPart part;
    private final OutgoingStream out;
    private final int dimensions;

    Vectors(EmbeddingPart part, OutgoingStream out, int dimensions) {
      this.part = part;
      this.out = out;
      this.dimensions = dimensions;
    }

    @Override
    public void start() {
      asked.add(part.first());
      List<Vector> vectors = new ArrayList<>();
      for (int i = 0; i < part.count(); i++) {
        vectors.add(Vector.of(new float[dimensions]));
      }
      out.send(
          List.of(
              new ChatEvent.MessageStarted("", "theirs", 0, Map.of()),
              new ChatEvent.VectorsAdded(part.first(), vectors),
              new ChatEvent.MessageEnded()));
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void cancel(String reason) {}
  }

  @Test
  void sendsFrameAfterFrameAndNoneWhileItsAskerHoldsItBack() {
    // given: each vector fills a frame
    EmbeddingBatches batches = batches(2, PLENTY, 16 * 1024);
    batches.pause();
    batches.start();
    assertThat(asked).containsExactly(0, 2);
    assertThat(heard.events()).isEmpty();
    // when
    batches.resume();
    // then
    assertThat(heard.batches()).hasSize(4);
    assertThat(heard.events())
        .filteredOn(ChatEvent.VectorsAdded.class::isInstance)
        .extracting(event -> ((ChatEvent.VectorsAdded) event).first())
        .containsExactly(0, 1, 2, 3);
    assertThat(heard.events()).endsWith(new ChatEvent.MessageEnded());
  }

  @Test
  void sendsNothingOnceItIsCancelled() {
    // given
    EmbeddingBatches batches = batches(1, PLENTY, 1);
    batches.pause();
    batches.start();
    // when
    batches.cancel("gone");
    batches.resume();
    // then
    assertThat(heard.events()).isEmpty();
  }

  @Test
  void refusesVectorsThatAreTooLargeTogetherAndAsksForNoMore() {
    // when
    batches(4, 15, 1).start();
    // then
    assertThat(heard.error().kind()).isEqualTo(ErrorKind.TOO_LARGE);
    assertThat(heard.error().message()).contains("15 bytes").contains("fewer");
    assertThat(asked).containsExactly(0);
  }

  @Test
  void leavesItToTheRouterToGuessWhatNobodyCounted() {
    // when
    batches(1, PLENTY, 1).start();
    // then
    assertThat(heard.events()).noneMatch(ChatEvent.UsageReported.class::isInstance);
  }

  @Test
  void tellsTheUsageBeforeAllElseAndCutsALongBody() {
    // when
    Bytes body = Bytes.wrap(new byte[100_000]);
    List<List<ChatEvent>> frames = EmbeddingFrames.of("theirs", body, Usage.counted(3, 0));
    // then
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0))
        .containsExactly(
            new ChatEvent.MessageStarted("", "theirs", 0, Map.of()),
            new ChatEvent.UsageReported(Usage.counted(3, 0)),
            new ChatEvent.NativeBytes(Bytes.wrap(new byte[65_536]), true));
    assertThat(frames.get(1))
        .endsWith(new ChatEvent.MessageEnded())
        .contains(new ChatEvent.NativeBytes(Bytes.wrap(new byte[100_000 - 65_536]), true));
  }
}
