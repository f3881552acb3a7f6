package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelListShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text            | generateContent,streamGenerateContent,countTokens",
        "embeddings      | embedContent,batchEmbedContents",
        "text,embeddings | generateContent,streamGenerateContent,countTokens,embedContent,batchEmbedContents"
      })
  void geminisListNamesTheMethodsThatAreServed(String capabilities, String methods) {
    JsonObject model =
        new JsonObject()
            .put("id", "m")
            .put("capabilities", new JsonArray(List.of(capabilities.split(","))));

    JsonObject shown = ModelListShape.GEMINI.model(model);

    assertThat(shown.getJsonArray("supportedGenerationMethods"))
        .isEqualTo(new JsonArray(List.of(methods.split(","))));
  }
}
