package io.lattice.node.proof;

import io.lattice.core.testing.Call;
import io.lattice.core.testing.Script;
import io.lattice.core.testing.ScriptedUpstream;

/** One row of providers on the bench, with models of its own for every test. */
final class RowBench {
  private static final int MODELS = 160;

  /** What a stand-in answers, in two pieces where it is streamed. */
  static final String STAND_IN = "from beta";

  private final ProofRow row;
  private final ScriptedUpstream alpha;
  private final ScriptedUpstream beta;
  private int aloneTaken;
  private int eitherTaken;

  RowBench(ProofRow row, ScriptedUpstream alpha, ScriptedUpstream beta) {
    this.row = row;
    this.alpha = alpha;
    this.beta = beta;
  }

  /** Adds the row and its models. */
  void addTo(ProofConfig config) {
    config.providerAs(row.entry(alpha.url("")));
    for (int i = 0; i < MODELS; i++) {
      config
          .model(alone(i), row.provider())
          .model(either(i), row.provider(), FaultBench.standIn(row.standIn()));
    }
  }

  private String alone(int number) {
    return row.provider() + "-alone-" + number;
  }

  private String either(int number) {
    return row.provider() + "-or-else-" + number;
  }

  ProviderSpeech speech() {
    return row.speech();
  }

  /** A model that only this row has, with what it answers in turn. */
  String alone(Script... answers) {
    String model = alone(aloneTaken++);
    alpha.on(model, answers);
    return model;
  }

  /** A model that another provider streams where this one does not answer. */
  String orStreamed(Script answer) {
    return orElse(answer, row.standIn().speech().complete("from ", "beta"));
  }

  /** A model that another provider answers whole where this one does not. */
  String orWhole(Script answer) {
    return orElse(answer, row.standIn().speech().answer(STAND_IN));
  }

  private String orElse(Script answer, Script other) {
    String model = either(eitherTaken++);
    alpha.on(model, answer);
    beta.on(model, other);
    return model;
  }

  /** The first request for a model; waits for it. */
  Call asked(String model) {
    return alpha.awaitCall(model);
  }

  /** How often this row was asked for a model. */
  int timesAsked(String model) {
    return alpha.calls(model).size();
  }

  /** How often the stand-in was asked for a model. */
  int timesPassedOn(String model) {
    return beta.calls(model).size();
  }
}
