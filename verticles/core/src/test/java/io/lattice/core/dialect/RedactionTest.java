package io.lattice.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource({
    "Incorrect API key provided: my-key. Look it up., Incorrect API key provided: *** Look it up.",
    "key sk-proj-Ab12_cd-34XYZ failed, key *** failed",
    "key sk-pr***ab12 failed, key *** failed",
    "got Bearer abc.def-ghi and more, got Bearer *** and more",
    "'Authorization: Basic dXNlcjpw,x', 'Authorization: *** ***,x'",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc expired, *** expired",
    "AIzaSyA1234567890abcdef is wrong, *** is wrong",
    "'Team: x, API key ID: y, Model: grok', 'Team: x, API key ID: ***, Model: grok'",
    "gpt-5 in organization org-eLwBCUaB2ePnSi6 on, gpt-5 in organization org-*** on",
    "see https://user:pass@host/x, see https://***host/x",
    "key 0123456789abcdef0123456789abcdef was refused, key *** was refused",
    "AKIAIOSFODNN7EXAMPLE is unknown, *** is unknown"
  })
  void takesOutWhatLooksLikeACredential(String message, String redacted) {
    assertThat(Redaction.of(message)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model's maximum context length is 4096 tokens. However, you sent 5000 tokens.",
        "The model `gpt-9` does not exist or you do not have access to it.",
        "Error while downloading https://source.example.com/8xznAGy4HcY/800x400.",
        "request req_c3e995e7a86953713a6dc1b17e399fd5 failed",
        "Unknown parameter: 'skeleton_of_something_long'."
      })
  void leavesTheRestAlone(String message) {
    assertThat(Redaction.of(message)).isEqualTo(message);
  }

  @Test
  void cutsWhatIsLongAndAKeyAtTheCutIsGoneBefore() {
    String message = "x".repeat(2_040) + " sk-abcdefghijklmnop";
    assertThat(Redaction.of(message)).hasSizeLessThanOrEqualTo(2_048).doesNotContain("sk-");
    assertThat(Redaction.of("y ".repeat(100_000))).hasSizeLessThanOrEqualTo(2_048);
  }

  @Test
  void takesOutControlCharacters() {
    assertThat(Redaction.of("a\r\u0000b\u001B[31m")).isEqualTo("a b [31m");
  }

  @Property
  void neverThrows(@ForAll String message) {
    assertThat(Redaction.of(message)).hasSizeLessThanOrEqualTo(2_048);
  }
}
