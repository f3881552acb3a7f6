package io.lattice.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.TwoEnds.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever the order in which things happen, and whatever the network does to the frames. */
class StreamProperties {
  private static final Set<Step> REGULAR =
      EnumSet.of(Step.SAY, Step.CARRY_FRAME, Step.CARRY_CREDIT, Step.PAUSE, Step.RESUME);
  private static final Set<Step> DISTURBING =
      EnumSet.of(Step.LOSE_FRAME, Step.REPEAT_FRAME, Step.SWAP_FRAMES);

  @Provide
  Arbitrary<List<Step>> regular() {
    return Arbitraries.of(REGULAR).list().ofMaxSize(150);
  }

  @Provide
  Arbitrary<List<Step>> disturbed() {
    Arbitrary<Step> mostlyRegular =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of(REGULAR)), Tuple.of(1, Arbitraries.of(DISTURBING)));
    return mostlyRegular.list().ofMaxSize(150);
  }

  private static List<ChatEvent> deltas(int last) {
    List<ChatEvent> deltas = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      deltas.add(TwoEnds.delta(i));
    }
    return deltas;
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everythingArrivesOnceAndInOrderAndThenTheEnd(
      @ForAll("regular") List<Step> steps,
      @ForAll @IntRange(min = 2, max = 9) int frames,
      @ForAll @IntRange(min = 2, max = 400) int bytes,
      @ForAll @IntRange(max = 60) int last,
      @ForAll boolean obedient,
      @ForAll long seed) {
    // given
    TwoEnds ends = new TwoEnds(frames, bytes, last, obedient, seed);
    // when
    steps.forEach(ends::step);
    ends.settle();
    // then
    assertThat(ends.deltasTaken()).isEqualTo(deltas(last));
    assertThat(ends.ends()).containsExactly(new MessageEnded());
    assertThat(ends.workTold()).containsExactly("start");
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void noMoreIsUnderWayThanTheCreditAllows(
      @ForAll("regular") List<Step> steps,
      @ForAll @IntRange(min = 2, max = 9) int frames,
      @ForAll @IntRange(min = 2, max = 400) int bytes,
      @ForAll long seed) {
    // given
    TwoEnds ends = new TwoEnds(frames, bytes, 500, true, seed);
    for (Step step : steps) {
      // when
      ends.step(step);
      // then
      assertThat(ends.bytesUnderWay()).isLessThanOrEqualTo(ends.mostBytesUnderWay());
      assertThat(ends.isHolding()).isFalse();
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aNetworkThatLosesRepeatsOrSwapsFramesNeverChangesTheAnswerUnnoticed(
      @ForAll("disturbed") List<Step> steps,
      @ForAll @IntRange(min = 2, max = 9) int frames,
      @ForAll @IntRange(min = 2, max = 400) int bytes,
      @ForAll @IntRange(max = 60) int last,
      @ForAll boolean obedient,
      @ForAll long seed) {
    // given
    TwoEnds ends = new TwoEnds(frames, bytes, last, obedient, seed);
    // when
    steps.forEach(ends::step);
    ends.settle();
    ends.peerIsGone();
    // then
    List<ChatEvent> taken = ends.deltasTaken();
    assertThat(taken).isEqualTo(deltas(last).subList(0, taken.size()));
    assertThat(ends.ends()).hasSize(1);
    assertThat(ends.taken()).endsWith(ends.ends().get(0));
    if (!ends.hasFailed()) {
      assertThat(taken).hasSize(last);
    } else {
      assertThat(ends.isDisturbed()).isTrue();
      MessageFailed failed = (MessageFailed) ends.ends().get(0);
      assertThat(failed.error().kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED);
      assertThat(PeerProblem.is(failed.error().code())).isTrue();
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whoCancelsGetsNothingMoreAndStopsTheWorkOnce(
      @ForAll("regular") List<Step> before,
      @ForAll("disturbed") List<Step> after,
      @ForAll @IntRange(max = 60) int last,
      @ForAll long seed) {
    // given
    TwoEnds ends = new TwoEnds(4, 200, last, true, seed);
    before.forEach(ends::step);
    // when
    ends.step(Step.CANCEL);
    after.forEach(ends::step);
    ends.step(Step.CANCEL);
    ends.settle();
    // then
    assertThat(ends.taken()).hasSize(ends.takenAtCancel());
    assertThat(ends.workTold())
        .containsExactlyElementsOf(
            ends.isSaidInFull() ? List.of("start") : List.of("start", "cancel"));
  }
}
