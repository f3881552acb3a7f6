package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.EmbeddingRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputEstimateTest {
  /** A token for each character, so that a test can count; a line ends every text. */
  private static final TokenEstimate CHARACTERS = CharSequence::length;

  private static long typed(ChatRequest request) {
    return InputEstimate.of(new ChatCall.Typed(request), CHARACTERS);
  }

  private static long body(String json) {
    return InputEstimate.of(new ChatCall.Native("openai", Bytes.utf8(json), false), CHARACTERS);
  }

  @Test
  void countsTurnsAndTheirText() {
    assertThat(typed(ChatRequest.to("m").system("ab").user("cde").build()))
        .isEqualTo(2 * Prompt.TURN_TOKENS + 3 + 4);
  }

  @Test
  void aToolIsReadWithItsSchema() {
    ChatRequest request =
        ChatRequest.to("m").tool(new Tool.Function("f", "does", Json.of("{\"a\":1}"))).build();

    assertThat(typed(request)).isEqualTo(2 + 5 + 8);
  }

  @Test
  void aPictureIsAsMuchAsAnyOther() {
    Part picture = new Part.Image(new Media.Inline("image/png", "x".repeat(100_000)));

    assertThat(typed(ChatRequest.to("m").message(Message.of(Role.USER, picture)).build()))
        .isEqualTo(Prompt.TURN_TOKENS + Prompt.MEDIUM_TOKENS);
  }

  @Test
  void whatAToolAnsweredIsReadToo() {
    ChatRequest request =
        ChatRequest.to("m")
            .message(Message.of(Role.ASSISTANT, new Part.ToolCall("id", "f", "{}")))
            .message(Message.toolResult("id", "sunny"))
            .build();

    assertThat(typed(request)).isEqualTo(2 * Prompt.TURN_TOKENS + 2 + 3 + 6);
  }

  @Test
  void ofABodyTheTextIsCountedAndNotTheEnvelope() {
    assertThat(
            body(
                """
                {"model": "a-long-name-that-nobody-reads", "stream": true, "metadata": {"x": "y"},
                 "messages": [
                   {"role": "system", "content": "ab"},
                   {"role": "user", "content": [{"type": "text", "text": "cde"}]}]}"""))
        .isEqualTo(2 * Prompt.TURN_TOKENS + 3 + 4);
  }

  @Test
  void ofABodyPicturesAreNotText() {
    assertThat(
            body(
                """
                {"messages": [{"role": "user", "content": [
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,%s"}}]}]}"""
                    .formatted("A".repeat(20_000))))
        .isEqualTo(Prompt.TURN_TOKENS + Prompt.MEDIUM_TOKENS);
    assertThat(body("{\"contents\":[{\"parts\":[{\"inlineData\":{\"data\":\"AAAA\"}}]}]}"))
        .isEqualTo(Prompt.MEDIUM_TOKENS);
    assertThat(body("{\"messages\":[{\"images\":[\"AAAA\",\"BBBB\"]}]}"))
        .isEqualTo(2 * Prompt.MEDIUM_TOKENS);
  }

  @Test
  void ofABodyTheNamesInASchemaAreText() {
    assertThat(body("{\"tools\":[{\"name\":\"f\",\"parameters\":{\"city\":{}}}]}"))
        .isEqualTo("name.f.parameters.city.".length());
  }

  @Test
  void ofABodyThatBreaksOffTheBeginningIsCounted() {
    assertThat(body("{\"messages\":[{\"content\":\"abc\"},")).isEqualTo(4);
  }

  @Test
  void tokensThatTheCallerCountedNeedNoEstimate() {
    EmbeddingRequest request =
        new EmbeddingRequest(
            "m",
            List.of(new EmbeddingRequest.Tokens(List.of(1, 2, 3)), new EmbeddingRequest.Text("ab")),
            null,
            null,
            Map.of());

    assertThat(InputEstimate.of(new ChatCall.Embeddings(request), CHARACTERS)).isEqualTo(6);
  }

  @Test
  void aQuestionThatIsOnlyCountedTakesNothing() {
    ChatCall.Typed question = new ChatCall.Typed(ChatRequest.of("m", "hello"));

    assertThat(InputEstimate.of(new ChatCall.Counting(question), CHARACTERS)).isZero();
  }
}
