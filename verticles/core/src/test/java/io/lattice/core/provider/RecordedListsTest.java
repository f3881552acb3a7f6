package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.ModelPage;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every list of models that was recorded, or is documented, as its provider's row reads it. */
class RecordedListsTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  @ParameterizedTest
  @CsvSource({
    "openai, _documented/openai/models-list, gpt-6-sol, 2,",
    "dial, _documented/dial/models-list, chat-gpt-35-turbo, 1,",
    "ollama, _documented/ollama/tags, llama3.2:latest, 1,",
    "google, google/models-list, gemini-2.5-flash, 50, Ch9tb2RlbHMvdmVvLTMuMS1nZW5lcmF0ZS1wcmV2aWV3"
  })
  void readsWhatTheProviderSends(String kind, String name, String first, int count, String next)
      throws IOException {
    // given
    ProviderRow row = ProviderRows.ofKind(kind).orElseThrow();
    ListAnswer answer = recorded(name);
    // when
    answer.require(kind, row);
    ModelPage page = answer.page(kind, row);
    // then
    assertThat(page.ids()).hasSize(count).startsWith(first);
    assertThat(page.next()).isEqualTo(next);
  }

  private static ListAnswer recorded(String name) throws IOException {
    Path folder = RECORDED.resolve(name);
    if (!Files.isDirectory(folder)) {
      System.err.println("WARN: skipped a recorded list of models: there is no " + folder);
    }
    assumeTrue(Files.isDirectory(folder), () -> "there is no " + folder);
    JsonObject response =
        new JsonObject(Files.readString(folder.resolve("exchange.json"))).getJsonObject("response");
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    response
        .getJsonObject("headers")
        .forEach(header -> headers.set(header.getKey(), String.valueOf(header.getValue())));
    byte[] body = Files.readAllBytes(folder.resolve(response.getString("bodyFile")));
    return new ListAnswer(response.getInteger("status"), headers, Bytes.wrap(body), false);
  }
}
