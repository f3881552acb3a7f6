package io.lattice.core.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCountTest {

  @Test
  void asksWithTheFieldsOfARequestThatAreCounted() {
    Bytes request =
        new ResponsesDialect()
            .writeRequest(
                ChatRequest.to("m").system("Be brief").user("Hi").maxOutputTokens(9).build(),
                new UpstreamTarget("gpt-5", true, true))
            .body();
    assertThat(TokenCount.question(request).utf8())
        .isEqualTo(
            "{\"model\":\"gpt-5\",\"instructions\":\"Be brief\","
                + "\"input\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  @Test
  void readsTheNumberThatItWrites() {
    Bytes answer = TokenCount.write(42);
    assertThat(answer.utf8())
        .isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":42}");
    assertThat(TokenCount.read(answer)).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "oops", "{\"input_tokens\":-1}", "{\"input_tokens\":1e99}"})
  void takesNothingElseForANumber(String answer) {
    DialectException refused =
        catchThrowableOfType(DialectException.class, () -> TokenCount.read(Bytes.utf8(answer)));
    assertThat(refused.error().kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
  }
}
