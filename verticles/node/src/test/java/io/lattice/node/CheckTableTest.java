package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.dialect.Allowance;
import io.lattice.core.provider.Finding;
import io.lattice.core.provider.ModelsSeen;
import io.lattice.core.provider.ProviderCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTableTest {
  private static final ProviderCheck FINE =
      new ProviderCheck(
          "openai",
          List.of("us", "eu"),
          "env:OPENAI_API_KEY",
          new Finding.Reached(
              212,
              new ModelsSeen.Listed(List.of("a", "b"), List.of()),
              List.of(
                  new Allowance("requests", 4_999, 5_000L), new Allowance("tokens", 39, null))));

  @Test
  void tellsEverythingInOneTableAndWhatThereIsToDoBelow() {
    List<ProviderCheck> checks =
        List.of(
            new ProviderCheck(
                "embedded",
                List.of(),
                "none",
                new Finding.Reached(
                    0, new ModelsSeen.Listed(List.of("guide"), List.of()), List.of())),
            FINE,
            new ProviderCheck(
                "google",
                List.of(),
                "env:GOOGLE_API_KEY",
                new Finding.Reached(
                    95,
                    new ModelsSeen.Listed(List.of("gemini"), List.of("aqa", "palm")),
                    List.of())),
            new ProviderCheck(
                "azure",
                List.of(),
                "file:/run/key",
                new Finding.Reached(
                    7, new ModelsSeen.Untold("it lists what can be deployed"), List.of())),
            new ProviderCheck(
                "xai",
                List.of("eu-west-1"),
                "env:XAI_API_KEY",
                new Finding.Failed("provider 'xai' (401) refused our credential", 31)),
            ProviderCheck.notAsked("dial", "not configured: DIAL_API_KEY is not set"));

    assertThat(CheckTable.of(checks))
        .isEqualTo(
            """
            PROVIDER  REGION     CREDENTIAL          REACHED    LATENCY  MODELS    RATE LEFT
            embedded  -          none                yes        0 ms     1 of 1    -
            openai    us, eu     env:OPENAI_API_KEY  yes        212 ms   2 of 2    4999 of 5000 requests, 39 tokens
            google    -          env:GOOGLE_API_KEY  yes        95 ms    1 of 3    -
            azure     -          file:/run/key       yes        7 ms     not told  -
            xai       eu-west-1  env:XAI_API_KEY     no         31 ms    -         -
            dial      -          -                   not asked  -        -         -

            google env:GOOGLE_API_KEY: does not list aqa, palm: retired, not open to this credential, or misspelt in models.yaml
            azure file:/run/key: it lists what can be deployed
            xai eu-west-1 env:XAI_API_KEY: provider 'xai' (401) refused our credential
            dial: not configured: DIAL_API_KEY is not set

            Not in order: google, xai.
            """);
  }

  @Test
  void saysSoWhereThereIsNothingToDo() {
    assertThat(CheckTable.of(List.of(FINE)))
        .isEqualTo(
            """
            PROVIDER  REGION  CREDENTIAL          REACHED  LATENCY  MODELS  RATE LEFT
            openai    us, eu  env:OPENAI_API_KEY  yes      212 ms   2 of 2  4999 of 5000 requests, 39 tokens

            All that was asked is in order.
            """);
  }
}
