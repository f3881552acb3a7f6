package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.core.dialect.Allowance;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One entry of a report, as others read it. */
class ProviderCheckTest {

  @Test
  void tellsOfAProviderThatIsReached() {
    Finding reached =
        new Finding.Reached(
            42,
            new ModelsSeen.Listed(List.of("a"), List.of("b")),
            List.of(new Allowance("requests", 9, 10L), new Allowance("tokens", 5, null)));

    assertThat(new ProviderCheck("xai", List.of("eu"), "env:XAI_API_KEY", reached).toJson())
        .isEqualTo(
            new JsonObject(
                """
                {"provider": "xai", "regions": ["eu"], "credential": "env:XAI_API_KEY",
                 "reachable": true, "problem": null, "latencyMillis": 42,
                 "models": {"found": ["a"], "missing": ["b"]},
                 "headroom": [{"of": "requests", "remaining": 9, "limit": 10},
                              {"of": "tokens", "remaining": 5, "limit": null}]}
                """));
  }

  @Test
  void tellsWhyNothingIsToldOfModels() {
    Finding reached = new Finding.Reached(1, new ModelsSeen.Untold("it is shy"), List.of());

    assertThat(
            new ProviderCheck("azure", List.of(), "none", reached).toJson().getJsonObject("models"))
        .isEqualTo(new JsonObject("{\"untold\": \"it is shy\"}"));
  }

  @Test
  void tellsOfAProviderThatFailedAndOfOneThatWasNotAsked() {
    Finding failed = new Finding.Failed("it is down", 3);

    assertThat(new ProviderCheck("xai", List.of(), "env:K", failed).toJson())
        .isEqualTo(
            new JsonObject(
                """
                {"provider": "xai", "regions": [], "credential": "env:K", "reachable": false,
                 "problem": "it is down", "latencyMillis": 3}
                """));
    assertThat(ProviderCheck.notAsked("dial", "no key").toJson())
        .isEqualTo(
            new JsonObject(
                """
                {"provider": "dial", "regions": [], "credential": "none", "reachable": false,
                 "problem": "no key", "latencyMillis": 0}
                """));
  }
}
