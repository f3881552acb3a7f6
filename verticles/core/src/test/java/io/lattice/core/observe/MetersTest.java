package io.lattice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
  private static final Usage USAGE = Usage.counted(3, 5);

  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void addUpOverEventLoops() {
    // given
    FrontDoorMeters one = new FrontDoorMeters(metrics, "openai");
    FrontDoorMeters other = new FrontDoorMeters(metrics, "openai");
    // when
    one.began();
    other.began();
    other.began();
    other.refused(ErrorKind.TOO_LARGE);
    Observation seen = new Observation(() -> 0);
    seen.see(List.of(new ChatEvent.TextDelta(0, "one"), new ChatEvent.MessageEnded()));
    one.answered(true, seen);
    // then
    assertThat(metrics.scrape())
        .contains("lattice_requests_in_flight{face=\"openai\"} 1.0")
        .contains("lattice_requests_total{face=\"openai\",outcome=\"too_large\"} 1.0")
        .contains("lattice_requests_total{face=\"openai\",outcome=\"ok\"} 1.0")
        .contains("lattice_request_duration_seconds_count{face=\"openai\",streamed=\"true\"} 1")
        .contains("lattice_time_to_first_content_seconds_count{face=\"openai\"} 1");
  }

  @Test
  void countTokensByDirection() {
    // when
    new ChatMeters(metrics).settled(recordOf("gpt-4o", "gpt-4o-eu"));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_chats_total{model=\"gpt-4o\",outcome=\"ok\"} 1.0")
        .contains("lattice_tokens_total{direction=\"input\",model=\"gpt-4o\"} 3.0")
        .contains("lattice_tokens_total{direction=\"output\",model=\"gpt-4o\"} 5.0");
  }

  @Test
  void takeNoLabelFromACaller() {
    // given
    ChatMeters meters = new ChatMeters(metrics);
    // when
    meters.settled(recordOf("made-up-1", null));
    meters.settled(recordOf("made-up-2", null));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_chats_total{model=\"other\",outcome=\"ok\"} 2.0")
        .doesNotContain("made-up");
  }

  @Test
  void countWhatWasLostAsAPartOfWhatWasUsed() {
    // when
    new ChatMeters(metrics).settled(recordOf("gpt-4o", "gpt-4o-eu", Usage.estimated(1, 2)));
    // then
    assertThat(metrics.scrape())
        .contains("lattice_tokens_total{direction=\"output\",model=\"gpt-4o\"} 5.0")
        .contains("lattice_tokens_lost_total{direction=\"input\",model=\"gpt-4o\"} 1.0")
        .contains("lattice_tokens_lost_total{direction=\"output\",model=\"gpt-4o\"} 2.0");
  }

  private static RequestRecord recordOf(String model, @Nullable String deployment) {
    return recordOf(model, deployment, null);
  }

  private static RequestRecord recordOf(
      String model, @Nullable String deployment, @Nullable Usage lost) {
    return new RequestRecord(
        "id", "ann", model, deployment, null, null, 1, null, Duration.ZERO, null, USAGE, lost, null);
  }
}
