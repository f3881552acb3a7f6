package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandInsTest {

  private static final String MODELS =
      """
      fast: {provider: openai, capabilities: [text]}
      seeing: {provider: openai, capabilities: [text, vision]}
      vectors: {provider: openai, capabilities: [embeddings]}
      old: {provider: openai, capabilities: [text], status: retired}
      bedrock-text: {provider: bedrock, capabilities: [text]}
      bedrock-eyes: {provider: bedrock, capabilities: [text, vision]}
      bedrock-seeing: {provider: bedrock, model_id: seeing, capabilities: [text, vision]}
      bedrock-vectors: {provider: bedrock, capabilities: [embeddings]}
      both:
        provider: openai
        capabilities: [text]
        deployments: [{provider: bedrock, model_id: b}]
      """;

  @Test
  void readsThePlansOwnExample() {
    Said said =
        Said.nothing()
            .lattice(
                """
                orchestrator:
                  providers:
                    - name: openai
                      priority: 1
                      regions: [us, eu]
                    - name: bedrock
                      priority: 2
                      regions: [us]
                      fallback_for: [openai]
                    - name: vertex
                      priority: 2
                      regions: [eu]
                      fallback_for: [openai]
                """);

    assertThat(said.deployments("gpt-4.1"))
        .startsWith("openai/gpt-4.1@us 1", "openai/gpt-4.1@eu 1");
    assertThat(said.deployments("gpt-6.1-sol"))
        .containsExactly(
            "openai/gpt-6.1-sol@us 1",
            "openai/gpt-6.1-sol@eu 1",
            "vertex/vertex-gemini-3.8-flash@eu 2");
    assertThat(said.deployments("gpt-6.1-terra")).contains("vertex/vertex-gemini-3.8-flash@eu 2");
  }

  @Test
  void putsTheFirstModelThatCanDoAsMuchBehind() {
    Said said = bedrock("fallback_for: [openai]");

    assertThat(said.deployments("fast")).containsExactly("openai/fast 1", "bedrock/bedrock-text 2");
  }

  @Test
  void prefersTheSameUpstreamModel() {
    Said said = bedrock("fallback_for: [openai]");

    assertThat(said.deployments("seeing"))
        .containsExactly("openai/seeing 1", "bedrock/bedrock-seeing 2");
  }

  @Test
  void takesTheModelThatIsNamed() {
    Said said = bedrock("fallback_for: [openai], fallback_model: bedrock-eyes, regions: [us, eu]");

    assertThat(said.deployments("fast"))
        .containsExactly("openai/fast 1", "bedrock/bedrock-eyes@us 2", "bedrock/bedrock-eyes@eu 2");
  }

  @Test
  void standsBehindTheModelsOwnPlacesWhateverThePriorities() {
    Said said =
        Said.withoutShippedModels()
            .lattice(
                """
                orchestrator:
                  providers:
                    - {name: openai, priority: 5}
                    - {name: bedrock, priority: 1, fallback_for: [openai]}
                """)
            .models(MODELS);

    assertThat(said.deployments("fast")).containsExactly("openai/fast 5", "bedrock/bedrock-text 6");
    assertThat(said.deployments("bedrock-text")).containsExactly("bedrock/bedrock-text 1");
  }

  @Test
  void leavesAModelAloneThatRunsThereItself() {
    assertThat(bedrock("fallback_for: [openai]").deployments("both"))
        .containsExactly("openai/both 1", "bedrock/both 2");
  }

  @Test
  void neverStandsInForVectorsOrForARetiredModel() {
    Said said = bedrock("fallback_for: [openai]");

    assertThat(said.deployments("vectors")).containsExactly("openai/vectors 1");
    assertThat(said.deployments("old")).containsExactly("openai/old 1");
  }

  @Test
  void whatAModelCanDoIsNotChangedByItsStandIn() {
    Said said = bedrock("fallback_for: [openai], fallback_model: bedrock-eyes");

    assertThat(said.model("fast").capabilities()).hasSize(1);
  }

  @Test
  void refusesFallbacksThatCannotBe() {
    assertThat(
            Said.withoutShippedModels()
                .lattice(
                    """
                    orchestrator:
                      providers:
                        - {name: openai, fallback_for: [opneai, azure]}
                        - {name: azure, fallback_for: [xai]}
                        - {name: xai, fallback_for: [openai]}
                        - {name: dial, fallback_for: [dial]}
                        - {name: bedrock, fallback_model: fast}
                        - {name: vertex, fallback_for: [openai], fallback_model: fest}
                    """)
                .models(MODELS)
                .problems())
        .containsExactly(
            "config/lattice.yaml:3: orchestrator.providers[0].fallback_for 'opneai' is not a"
                + " provider; did you mean 'openai'?",
            "config/lattice.yaml:3: orchestrator.providers[0].fallback_for 'openai -> azure -> xai"
                + " -> openai' goes in a circle; take one of them out",
            "config/lattice.yaml:6: orchestrator.providers[3].fallback_for 'dial -> dial' goes in a"
                + " circle; take one of them out",
            "config/lattice.yaml:7: orchestrator.providers[4].fallback_model 'fast' does not run on"
                + " 'bedrock'",
            "config/lattice.yaml:7: orchestrator.providers[4].fallback_model 'fast' needs"
                + " fallback_for, which says for whom",
            "config/lattice.yaml:8: orchestrator.providers[5].fallback_model 'fest' is not a model;"
                + " did you mean 'fast'?");
  }

  private static Said bedrock(String keys) {
    return Said.withoutShippedModels()
        .lattice("orchestrator: {providers: [{name: bedrock, priority: 2, %s}]}".formatted(keys))
        .models(MODELS);
  }
}
