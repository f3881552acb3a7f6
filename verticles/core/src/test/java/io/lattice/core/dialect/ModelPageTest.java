package io.lattice.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lattice.api.chat.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPageTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"owned_by\":\"x\"},{\"id\":\"b\"}]}",
        "{\"models\":[{\"id\":\"a\",\"aliases\":[\"b\"]}]}",
        "[{\"id\":\"a\"},{\"name\":\"none\"},{\"id\":\"b\"}]",
        "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"has_more\":false,\"last_id\":\"b\"}"
      })
  void takesAListInAnyOfItsShapes(String body) {
    ModelPage page = ModelPage.read(Bytes.utf8(body));

    assertThat(page.ids()).containsExactly("a", "b");
    assertThat(page.next()).isNull();
  }

  @Test
  void tellsWhatAsksForTheNextPage() {
    String body =
        "{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"first_id\":\"a\",\"last_id\":\"a\"}";

    assertThat(ModelPage.read(Bytes.utf8(body)).next()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"data\":{}}", "\"data\"", "{\"data\":[", "<html>"})
  void takesNothingElseForAList(String body) {
    assertThatThrownBy(() -> ModelPage.read(Bytes.utf8(body))).isInstanceOf(DialectException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "_documented/openai/models-list, gpt-6-sol, 2",
    "_documented/dial/models-list, chat-gpt-35-turbo, 1",
    "anthropic/models-list, claude-opus-5, 11",
    "bedrock/mantle-models, google.gemma-3-4b-it, 48"
  })
  void readsEveryListThatWasRecorded(String name, String first, int count) throws IOException {
    // given
    Path file = RECORDED.resolve(name).resolve("response.json");
    if (!Files.exists(file)) {
      System.err.println("WARN: skipped a recorded list of models: there is no " + file);
    }
    assumeTrue(Files.exists(file), () -> "there is no " + file);
    // when
    ModelPage page = ModelPage.read(Bytes.wrap(Files.readAllBytes(file)));
    // then
    assertThat(page.ids()).hasSize(count).startsWith(first);
    assertThat(page.next()).isNull();
  }
}
