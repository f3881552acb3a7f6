package io.lattice.core.provider.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newcomer asks of the shipped documentation, and where the answer is. */
class GuideQuestionsTest {
  private static final GuideIndex INDEX = GuideIndex.of(GuideDocuments.passages());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is Lattice?                                   | getting-started.md#what-lattice-is
          How do I install it?                               | getting-started.md#install-and-start
          Can I try it without an API key?                   | getting-started.md#try-it-a-first-question-without-an-api-key
          How do I use the OpenAI Python SDK?                | getting-started.md#use-the-openai-sdk
          Which commands does run.sh have?                   | getting-started.md#commands
          Are you a language model?                          | getting-started.md#the-guide-is-not-a-language-model
          Where do I put my OpenAI key?                      | configuration.md#api-keys-and-credentials
          How can I change the port?                         | configuration.md#change-the-port-or-the-address
          Do I have to restart after a configuration change? | configuration.md#reload-without-a-restart
          what does LATTICE_CLUSTER_MEMBERS mean             | configuration.md#environment-variables-of-lattice-itself
          How do I add a provider?                           | models-and-providers.md#add-a-provider-that-speaks-openais-api-such-as-vllm
          how to add a model                                 | models-and-providers.md#add-a-model
          Which providers are supported?                     | models-and-providers.md#which-providers-work
          How do I set up Azure?                             | models-and-providers.md#azure-openai
          How do I ask from a verticle over the event bus?   | event-bus.md#ask-from-any-verticle-with-a-jsonobject
          Which ChatEvent types exist?                       | event-bus.md#chatevent-the-events-of-an-answer
          How large may a request body be?                   | http.md#limits-on-requests
          What response headers are there?                   | http.md#response-headers
          what is credit and back-pressure                   | streaming.md#credit-and-back-pressure
          How do I cancel a stream?                          | streaming.md#cancel-a-stream
          What happens when a provider fails?                | failover.md#failover-what-happens-when-a-provider-fails
          what are the timeouts?                             | failover.md#timeouts
          how does the circuit breaker work?                 | failover.md#circuit-breakers
          do you respect Retry-After on 429?                 | failover.md#rate-limits-and-retry-after
          How do I start a cluster of three nodes?           | cluster.md#start-three-nodes-on-one-machine
          What happens if a node dies?                       | cluster.md#when-a-node-dies
          How do I check that my credentials work?           | operations.md#check-credentials-and-models-before-a-user-does
          How can I monitor it with Prometheus?              | operations.md#metrics-and-prometheus
          how to shut down gracefully                        | operations.md#shut-down-and-restart-gracefully
          what does UPSTREAM_REFUSED_KEY mean                | errors.md#errors-401-and-502-about-keys
          Why do I get model not found?                      | errors.md#model-not-found
          Does it support Claude or Gemini?                  | models-and-providers.md#which-providers-work
          Can I compute embeddings?                          | http.md#embeddings-with-curl
          Is the traffic between nodes encrypted?            | cluster.md#security-of-the-cluster-network
          Does the bridge do HTTPS?                          | limits-and-not-yet.md#security-that-is-not-there-yet
          What is a deployment?                              | models-and-providers.md#words-model-provider-deployment
          how do I set the window of an Ollama model         | models-and-providers.md#window-and-keep-alive-of-an-ollama-model
          which models are pulled in Ollama                  | models-and-providers.md#ollama
          how do i use vllm or ollama locally                | models-and-providers.md#add-a-provider-that-speaks-openais-api-such-as-vllm
          how do I run only some providers on a node         | cluster.md#split-providers-between-nodes
          Is my prompt logged?                               | operations.md#logs
          how many times does it retry                       | failover.md#attempts-and-retries
          what is lattice.chat                               | event-bus.md#addresses-latticechat-latticemodels-latticehealth
          How much did my request cost?                      | models-and-providers.md#what-a-request-cost
          what if a provider reports no usage                | models-and-providers.md#where-a-provider-tells-no-usage
          tell me about failover                             | failover.md#failover-what-happens-when-a-provider-fails
          what if the stream breaks in the middle            | streaming.md#when-a-stream-breaks-in-the-middle
          how do I use it from JavaScript                    | getting-started.md#use-the-openai-sdk
          what happens on client disconnect                  | http.md#when-the-client-disconnects
          is there a web ui                                  | limits-and-not-yet.md#tools-around-it-that-are-not-there-yet
          how do I give callers their own api keys           | configuration.md#callers-and-their-api-keys
          what capabilities can a model have                 | models-and-providers.md#add-a-model
          what sections does lattice.yaml have               | configuration.md#latticeyaml-the-sections
          address already in use                             | operations.md#port-already-in-use
          """)
  void findsThePassageAmongTheFirstTwo(String question, String expected) {
    // when
    List<String> found =
        INDEX.find(question, 2).stream().map(ranked -> ranked.passage().source()).toList();

    // then
    assertThat(found).contains("docs/" + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the capital of France?",
        "what is the meaning of life",
        "Write me a poem about the sea",
        "Wie wird das Wetter morgen?",
        "今日の天気は？",
        "lorem ipsum dolor sit amet"
      })
  void findsNothingForWhatIsNotAboutLattice(String question) {
    // when
    List<RankedPassage> found = INDEX.find(question, 3);

    // then
    assertThat(found).isEmpty();
  }

  @Test
  void findsSomethingForEveryExampleThatTheGuideOffers() {
    // when
    List<List<RankedPassage>> found =
        GuideAnswer.EXAMPLES.stream().map(question -> INDEX.find(question, 1)).toList();

    // then
    assertThat(found).hasSize(3).allSatisfy(passages -> assertThat(passages).hasSize(1));
  }
}
