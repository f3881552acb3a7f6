package io.lattice.core.dialect.anthropic;

/**
 * The tool that stands for an answer by a schema, for models to which no schema can be given. Its
 * name is reserved: whoever reads an answer takes a call of it for the answer's text.
 */
final class JsonAnswer {
  static final String TOOL = "lattice_json_answer";

  static final String DESCRIPTION =
      "Gives the answer. Call this once, with the whole answer as its input, instead of writing"
          + " text.";

  /** For forms of which the provider knows nothing at all. */
  static final String INSTRUCTION =
      "Answer with exactly one JSON object and nothing else: no text around it, no code fence.";

  private JsonAnswer() {}
}
