package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ErrorKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of a token endpoint means. */
class TokenAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"access_token\":\"t\",\"expires_in\":3599}   | 3599",
        "{\"access_token\":\"t\",\"expires_in\":\"3599\"} | 3599",
        "{\"access_token\":\"t\"}                       | 300",
        "{\"access_token\":\"t\",\"expires_in\":-1}     | 300",
        "{\"access_token\":\"t\",\"expires_in\":999999} | 86400"
      })
  void readsATokenAndItsLifetime(String body, long seconds) {
    Token token = TokenAnswer.of("idp", 200, body);

    assertThat(token.value().reveal()).isEqualTo("t");
    assertThat(token.lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(token.toString()).contains("***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"error\":\"invalid_client\"} | UPSTREAM_REFUSED_KEY | (invalid_client)",
        "400 | {\"error\":\"unauthorized_client\",\"error_description\":\"AADSTS700016: Application"
            + " of ann not found\"} | UPSTREAM_REFUSED_KEY | (unauthorized_client, AADSTS700016)",
        "503 | {\"error\":\"temporarily_unavailable\"} | UPSTREAM_UNREACHABLE | is not well (503)",
        "429 | | UPSTREAM_UNREACHABLE | is not well (429)",
        "404 | <html> | UPSTREAM_PROTOCOL | like no token endpoint (404)",
        "400 | {\"error\":\"secret of ann\"} | UPSTREAM_PROTOCOL | like no token endpoint (400)",
        "302 | | UPSTREAM_PROTOCOL | like no token endpoint (302)",
        "200 | <html> | UPSTREAM_PROTOCOL | no token that can be sent",
        "200 | {\"access_token\":\"two words\"} | UPSTREAM_PROTOCOL | no token that can be sent",
        "200 | {\"access_token\":7} | UPSTREAM_PROTOCOL | no token that can be sent"
      })
  void tellsAFailureByItsHostAndNothingThatNamesPeople(
      int status, String body, ErrorKind kind, String told) {
    assertThatThrownBy(() -> TokenAnswer.of("idp.example", status, body == null ? "" : body))
        .isInstanceOfSatisfying(
            ChatFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessageStartingWith("the token endpoint idp.example ")
        .hasMessageContaining(told)
        .message()
        .doesNotContain("ann", "two words");
  }

  @Test
  void aTokenWithALineBreakIsNotQuoted() {
    assertThatThrownBy(() -> TokenAnswer.of("idp", 200, "{\"access_token\":\"tok\\r\\nx: y\"}"))
        .hasMessageContaining("no token that can be sent")
        .message()
        .doesNotContain("tok\r");
  }
}
