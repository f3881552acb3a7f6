package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelListShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"chat | [\"generateContent\",\"streamGenerateContent\"]", "embeddings | []"})
  void geminisListNamesTheMethodsThatAreServed(String capability, String methods) {
    JsonObject model =
        new JsonObject().put("id", "m").put("capabilities", new JsonArray().add(capability));

    JsonObject shown = ModelListShape.GEMINI.model(model);

    assertThat(shown.getJsonArray("supportedGenerationMethods").encode()).isEqualTo(methods);
  }
}
