package io.lattice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private static final Usage USAGE = Usage.counted(3, 5);
  private static final Usage LATER = Usage.counted(3, 9);

  private final AtomicLong nanos = new AtomicLong(-5);
  private final Observation seen = new Observation(nanos::get);

  private void see(ChatEvent... events) {
    seen.see(List.of(events));
  }

  @Test
  void seesWhenTheFirstContentCame() {
    // when
    nanos.set(5);
    see(new ChatEvent.RouteChosen("a", 1));
    nanos.set(95);
    see(new ChatEvent.TextDelta(0, "one"));
    nanos.set(195);
    see(new ChatEvent.TextDelta(0, "two"));
    // then
    assertThat(seen.hasContent()).isTrue();
    assertThat(seen.firstContentNanos()).isEqualTo(100);
    assertThat(seen.elapsedNanos()).isEqualTo(200);
  }

  @Test
  void keepsTheLastRouteAndTheLastUsage() {
    // when
    see(new ChatEvent.RouteChosen("a", 1), new ChatEvent.UsageReported(USAGE));
    see(new ChatEvent.RouteChosen("b", 2), new ChatEvent.UsageReported(LATER));
    see(new ChatEvent.MessageEnded());
    // then
    assertThat(seen.deployment()).isEqualTo("b");
    assertThat(seen.attempts()).isEqualTo(2);
    assertThat(seen.usage()).isEqualTo(LATER);
    assertThat(seen.hasEnded()).isTrue();
    assertThat(seen.error()).isNull();
  }

  @Test
  void takesTheUsageOfAFailureForTheLast() {
    // given
    ChatError error = new ChatError(ErrorKind.STREAM_INTERRUPTED, "why");
    // when
    see(new ChatEvent.UsageReported(USAGE), new ChatEvent.MessageFailed(error, LATER));
    // then
    assertThat(seen.error()).isEqualTo(error);
    assertThat(seen.usage()).isEqualTo(LATER);
  }

  @Test
  void keepsTheFirstEnd() {
    // when
    see(new ChatEvent.MessageEnded());
    seen.fail(new ChatError(ErrorKind.CANCELLED, "late"));
    // then
    assertThat(seen.error()).isNull();
  }

  @Test
  void becomesARecord() {
    // given
    see(new ChatEvent.RouteChosen("a", 1), new ChatEvent.TextDelta(0, "one"));
    nanos.set(1_999_999_995);
    see(new ChatEvent.UsageReported(USAGE), new ChatEvent.MessageEnded());
    // when
    RequestRecord record = RequestRecord.of("id", "ann", "gpt-4o", "openai", "eu", seen);
    // then
    assertThat(record)
        .isEqualTo(
            new RequestRecord(
                "id",
                "ann",
                "gpt-4o",
                "a",
                "openai",
                "eu",
                1,
                null,
                Duration.ofSeconds(2),
                Duration.ZERO,
                USAGE,
                null,
                List.of(),
                null,
                List.of()));
    assertThat(record.outcome()).isEqualTo("ok");
  }
}
