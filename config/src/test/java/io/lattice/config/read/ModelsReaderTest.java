package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.config.model.Model;
import io.lattice.config.model.ModelStatus;
import io.lattice.config.model.Price;
import io.lattice.config.model.Pricing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsReaderTest {

  private final Said said = Said.withoutShippedModels();

  @Test
  void givesOneDeploymentWithoutARegionWhereTheProviderHasNone() {
    said.models("m: {provider: openai, capabilities: [text]}");

    assertThat(said.deployments("m")).containsExactly("openai/m 1");
    assertThat(said.model("m").deployments().get(0).modelId()).isEqualTo("m");
  }

  @Test
  void givesOneDeploymentForEachRegionOfTheProvider() {
    said.lattice("orchestrator: {providers: [{name: openai, priority: 2, regions: [us, eu]}]}")
        .models("m: {provider: openai, capabilities: [text]}");

    assertThat(said.deployments("m")).containsExactly("openai/m@us 2", "openai/m@eu 2");
    assertThat(said.model("m").deployments()).extracting(Deployment::region).contains("us", "eu");
  }

  @Test
  void givesOnlyTheRegionThatIsNamed() {
    said.lattice("orchestrator: {providers: [{name: openai, regions: [us, eu]}]}")
        .models("m: {provider: openai, region: eu, capabilities: [text]}");

    assertThat(said.deployments("m")).containsExactly("openai/m@eu 1");
  }

  @Test
  void readsEverythingAnEntryMaySay() {
    said.models(
        """
        m:
          provider: ollama
          model_id: upstream:7b
          capabilities: [text, parallel-tools, json_schema]
          context_window: 32_768
          max_output_tokens: 4096
          pricing: {input: 0.00125, output: 0.00375, cached_input: 0.0001, cache_write: 0.002}
          first_token_timeout: 5 m
          options: {num_ctx: 8192, keep-alive: 10m}
          status: deprecated
          retired_on: 2026-11-30
          replacement: other
          aliases: [n, o]
        other: {provider: ollama, capabilities: [text]}
        """);

    Model model = said.model("o");

    assertThat(model.name()).isEqualTo("m");
    assertThat(model.status()).isEqualTo(ModelStatus.DEPRECATED);
    assertThat(model.retiredOn()).isEqualTo("2026-11-30");
    assertThat(model.replacement()).isEqualTo("other");
    Deployment deployment = model.deployments().get(0);
    assertThat(deployment.modelId()).isEqualTo("upstream:7b");
    assertThat(deployment.capabilities())
        .containsExactly(Capability.TEXT, Capability.PARALLEL_TOOLS, Capability.JSON_SCHEMA);
    assertThat(deployment.contextWindow()).isEqualTo(32_768);
    assertThat(deployment.maxOutputTokens()).isEqualTo(4_096);
    assertThat(deployment.pricing())
        .isEqualTo(
            Pricing.of(
                new Price(
                    new BigDecimal("0.00125"),
                    new BigDecimal("0.00375"),
                    new BigDecimal("0.0001"),
                    new BigDecimal("0.002"))));
    assertThat(deployment.firstTokenTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(deployment.options()).isEqualTo(Map.of("num-ctx", "8192", "keep-alive", "10m"));
  }

  @Test
  void aModelMayRunInSeveralPlaces() {
    said.lattice("orchestrator: {providers: [{name: azure, priority: 2}]}")
        .models(
            """
            m:
              provider: openai
              capabilities: [text, vision]
              context_window: 1000
              deployments:
                - {provider: azure, model_id: my-deployment, context_window: 500}
                - {provider: xai, priority: 7, capabilities: [text]}
            """);

    assertThat(said.deployments("m")).containsExactly("openai/m 1", "azure/m 2", "xai/m 7");
    assertThat(said.model("m").deployments())
        .extracting(Deployment::contextWindow)
        .containsExactly(1000, 500, 1000);
    assertThat(said.model("m").deployments().get(2).capabilities())
        .containsExactly(Capability.TEXT);
  }

  @Test
  void aModelWithoutAPriceIsUnpriced() {
    said.models("m: {provider: openai, capabilities: [text]}");

    assertThat(said.model("m").status()).isEqualTo(ModelStatus.UNPRICED);
    assertThat(said.model("m").deployments().get(0).pricing()).isNull();
  }

  @Test
  void refusesWhatCannotRun() {
    said.models(
        """
        nowhere: {capabilities: [text]}
        slip: {provider: opnai, capabilities: [text]}
        region: {provider: openai, region: mars, capabilities: [text]}
        nothing: {provider: openai}
        words: {provider: openai, capabilities: [txet, singing]}
        twice:
          provider: openai
          capabilities: [text]
          deployments: [{provider: openai, model_id: other}]
        options: {provider: openai, capabilities: [text], options: {num_ctx: 1}}
        price: {provider: openai, capabilities: [text], pricing: {output: 1, ouput: 2}}
        has@at: {provider: openai, capabilities: [text]}
        window: {provider: openai, capabilities: [text], context_window: big}
        """);

    assertThat(said.problems())
        .containsExactly(
            "config/models.yaml:1: nowhere.provider is needed; a model runs somewhere",
            "config/models.yaml:2: slip.provider 'opnai' is not a provider of lattice.yaml; did you"
                + " mean 'openai'?",
            "config/models.yaml:3: region.region 'mars' is not a region of provider 'openai' in"
                + " lattice.yaml; it has none: add regions there",
            "config/models.yaml:4: nothing.capabilities are needed, for instance [text]",
            "config/models.yaml:5: words.capabilities 'txet' is not a capability; did you mean"
                + " 'text'?",
            "config/models.yaml:5: words.capabilities 'singing' is not a capability; known are"
                + " text, code, vision, files, audio, tools, parallel_tools, json_object,"
                + " json_schema, reasoning, logprobs, embeddings",
            "config/models.yaml:9: twice.deployments[0].provider 'openai/twice' is there twice; give"
                + " each a region of its own, or the model another name",
            "config/models.yaml:10: options.options 'num_ctx' is not an option for a model of kind"
                + " 'openai'; it has none",
            "config/models.yaml:11: price.pricing.ouput is not a known key; did you mean 'output'?",
            "config/models.yaml:11: price.pricing.input is needed; leave pricing out when the price"
                + " is not known",
            "config/models.yaml:12: has@at must be named without spaces or @",
            "config/models.yaml:13: window.context_window 'big' must be a whole number from 1 to"
                + " 100000000");
  }

  @Test
  void refusesNamesThatAreTakenAndReplacementsThatLeadNowhere() {
    said.models(
        """
        a: {provider: openai, capabilities: [text], aliases: [b, c]}
        b: {provider: openai, capabilities: [text], aliases: [c]}
        old: {provider: openai, capabilities: [text], status: retired, replacement: older}
        older: {provider: openai, capabilities: [text], status: retired, replacement: newest}
        oldest: {provider: openai, capabilities: [text], status: deprecated, replacement: oldest}
        ended: {provider: openai, capabilities: [text], status: gone}
        """);

    assertThat(said.problems())
        .containsExactly(
            "config/models.yaml:1: a.aliases 'b' already names 'b'; choose another",
            "config/models.yaml:2: b.aliases 'c' already names 'a'; choose another",
            "config/models.yaml:3: old.replacement 'older' is retired itself; name a model that is"
                + " served",
            "config/models.yaml:4: older.replacement 'newest' is not a model; name a model of"
                + " models.yaml, or leave it out",
            "config/models.yaml:5: oldest.replacement 'oldest' is the model itself; name another",
            "config/models.yaml:6: ended.status 'gone' must be one of active, deprecated, unpriced,"
                + " retired");
  }

  @Test
  void liesOverTheShippedModelsByName() {
    Said over =
        Said.nothing()
            .models(
                """
                gpt-4.1: ~
                gpt-5.5: {aliases: [house-model]}
                gpt-6-sol: {provider: xai, capabilities: [text]}
                mine: {provider: openai, capabilities: [text]}
                """);

    assertThat(over.config().models().find("gpt-4.1")).isEmpty();
    assertThat(over.model("gpt-4-0314").replacement()).isNull();
    assertThat(over.model("house-model").deployments().get(0).contextWindow()).isEqualTo(1_050_000);
    assertThat(over.deployments("gpt-6-sol")).containsExactly("xai/gpt-6-sol 1");
    assertThat(over.model("gpt-6-sol").deployments().get(0).pricing()).isNull();
    assertThat(over.deployments("mine")).containsExactly("openai/mine 1");
  }

  @Test
  void leavesTheShippedModelsOutWhenAsked() {
    Said alone =
        Said.nothing()
            .lattice("orchestrator: {shipped_models: false}")
            .models("mine: {provider: openai, capabilities: [text]}");

    assertThat(alone.config().models().models()).extracting(Model::name).containsExactly("mine");
  }
}
