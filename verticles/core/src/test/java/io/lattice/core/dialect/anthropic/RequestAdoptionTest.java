package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.Answers.DIALECT;
import static io.lattice.core.dialect.anthropic.RequestWriterTest.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller's own request on its way to Anthropic, asked or only counted; and the models' list. */
class RequestAdoptionTest {
  private static final UpstreamTarget TARGET = new UpstreamTarget("claude", false, true);

  @Test
  void copiesAllButWhatMustChange() {
    WrittenRequest adopted =
        adopt(
            "{ \"model\": \"m\", \"max_tokens\":9, \"temperature\":1.50, \"stream\":true,\"x\":[ ]}");
    assertThat(adopted.body().utf8())
        .isEqualTo(
            "{\"model\": \"claude\",\"max_tokens\":9,\"temperature\":1.50,"
                + "\"stream\":false,\"x\":[ ]}");
    assertThat(adopted.adaptation().isNone()).isTrue();
  }

  @Test
  void addsTheLimitThatIsMissing() {
    WrittenRequest adopted = adopt("{\"model\":\"m\",\"messages\":[]}");
    assertThat(adopted.body().utf8()).contains("\"max_tokens\":4096");
    assertThat(adopted.adaptation().changed()).containsExactly("max_tokens (4096 was added)");
  }

  @Test
  void leavesReasoningOutThatAnotherProviderSigned() {
    WrittenRequest adopted =
        adopt(
            "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"lattice: \"},"
                + "{\"role\":\"assistant\",\"content\":["
                + "{\"type\":\"thinking\",\"thinking\":\"a\",\"signature\":\"lattice:gemini:s\"},"
                + "{\"type\":\"tool_use\",\"id\":\"i\",\"name\":\"f\",\"input\":{ }},"
                + "{\"type\":\"redacted_thinking\",\"data\":\"lattice:call:gemini:s\"}]}]}");
    assertThat(adopted.body().utf8())
        .contains(
            "\"content\":[{\"type\":\"tool_use\",\"id\":\"i\",\"name\":\"f\",\"input\":{ }}]",
            "\"content\":\"lattice: \"")
        .doesNotContain("gemini");
    assertThat(adopted.adaptation().dropped()).containsExactly("messages[1].reasoning");
  }

  @Test
  void namesTheVersionInsteadOfTheModelWhereACloudWantsIt() {
    Bytes body = Bytes.utf8("{\"model\":\"m\",\"max_tokens\":9}");
    assertThat(DIALECT.adoptRequest(body, with("anthropic-version", "v1")).body().utf8())
        .isEqualTo("{\"max_tokens\":9,\"anthropic_version\":\"v1\"}");
  }

  @Test
  void asksForACountWithoutWhatOnlyAnAnswerNeeds() {
    ChatRequest request =
        ChatRequest.to("m").system("Be kind").user("Hi").stop("x").endUser("u").build();
    WrittenRequest counting = TokenCount.write(request, TARGET);
    assertThat(counting.body().utf8())
        .isEqualTo(
            "{\"model\":\"claude\",\"system\":[{\"type\":\"text\",\"text\":\"Be kind\"}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":"
                + "[{\"type\":\"text\",\"text\":\"Hi\"}]}]}");
    assertThat(counting.adaptation().isNone()).isTrue();
    Bytes own = Bytes.utf8("{\"model\":\"m\",\"messages\":[ ],\"max_tokens\":9,\"stream\":true}");
    assertThat(TokenCount.adopt(own, TARGET).body().utf8())
        .isEqualTo("{\"model\":\"claude\",\"messages\":[ ]}");
    assertThat(TokenCount.adopt(own, with("anthropic-version", "v1")).body().utf8())
        .isEqualTo("{\"model\":\"claude\",\"messages\":[ ],\"anthropic_version\":\"v1\"}");
  }

  @Test
  void readsAndWritesACount() {
    assertThat(TokenCount.read(Bytes.utf8("{\"input_tokens\":14}"))).isEqualTo(14);
    assertThat(TokenCount.read(TokenCount.write(7))).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "", "{\"input_tokens\":-1}", "{\"input_tokens\":1e300}"})
  void takesNothingElseForACount(String answer) {
    DialectException refused =
        catchThrowableOfType(DialectException.class, () -> TokenCount.read(Bytes.utf8(answer)));
    assertThat(refused.error().kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
  }

  private static WrittenRequest adopt(String body) {
    return DIALECT.adoptRequest(Bytes.utf8(body), TARGET);
  }
}
