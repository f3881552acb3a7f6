package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.FinishReason;
import io.lattice.config.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnquotedTest {
  private static final String KEY = "team-nine.dial";

  private static ChatError told(String key, ChatError error) {
    List<ChatEvent> events =
        Unquoted.of(
            List.of(
                new ChatEvent.ChoiceFinished(0, FinishReason.STOP, "stop"),
                new ChatEvent.MessageFailed(error, null)),
            Secret.of(key));
    assertThat(events).hasSize(2);
    return ((ChatEvent.MessageFailed) events.get(1)).error();
  }

  @Test
  void leavesOutAKeyOfAnyForm() {
    ChatError error =
        new ChatError(
            ErrorKind.INVALID_REQUEST, "no " + KEY + ", not " + KEY, KEY + ".x", KEY, 400, null);

    assertThat(told(KEY, error))
        .isEqualTo(
            new ChatError(ErrorKind.INVALID_REQUEST, "no ***, not ***", null, null, 400, null));
  }

  @Test
  void leavesWhatIsNoKeyAsItIs() {
    ChatError error =
        new ChatError(ErrorKind.MODEL_NOT_FOUND, "no model 'm' at ollama", "not_found");

    assertThat(told(KEY, error)).isSameAs(error);
  }

  @Test
  void takesNoDummyForAKey() {
    ChatError error = new ChatError(ErrorKind.INVALID_REQUEST, "registry.ollama.ai has none");

    assertThat(told("ollama", error)).isSameAs(error);
  }
}
