package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.core.dialect.Reading;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is silent where all of its candidates are, not where the first one is. */
class SilentCandidateTest {
  private static final GeminiDialect DIALECT = GeminiDialect.of(GeminiApi.DEVELOPER);
  private static final String SILENT =
      "{\"index\":0,\"content\":{\"role\":\"model\"},\"finishReason\":\"STOP\"}";
  private static final String SPEAKING =
      "{\"index\":1,\"content\":{\"parts\":[{\"text\":\"said\"}]},\"finishReason\":\"STOP\"}";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mayStandBeforeOneThatSpeaks(boolean isNative) {
    List<ChatEvent> events = decoded(SILENT + "," + SPEAKING, isNative);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.MessageEnded.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNoAnswerAlone(boolean isNative) {
    List<ChatEvent> events = decoded(SILENT, isNative);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.MessageFailed.class);
  }

  private static List<ChatEvent> decoded(String candidates, boolean isNative) {
    Bytes body = Bytes.utf8("{\"candidates\":[" + candidates + "]}");
    return DIALECT.decodeWhole(body, new Reading(isNative, true, 1 << 20));
  }
}
