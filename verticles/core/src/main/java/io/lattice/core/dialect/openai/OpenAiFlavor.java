package io.lattice.core.dialect.openai;

import java.util.Set;

/** How the providers who speak this dialect differ, as data. */
public enum OpenAiFlavor {
  /** OpenAI itself. */
  OPENAI("max_completion_tokens", "safety_identifier", Trait.DEVELOPER_ROLE),

  /**
   * xAI. Counts reasoning outside of completion tokens (recorded: 137 + 1 + 116 = 254), and takes
   * back the text of its reasoning.
   */
  XAI("max_completion_tokens", "user", Trait.REASONING_TEXT, Trait.REASONING_COUNTED_APART),

  /** Azure OpenAI and Foundry. */
  AZURE("max_completion_tokens", "user", Trait.DEVELOPER_ROLE),

  /** EPAM AI DIAL, whose adapters may refuse a request for a field that they do not know. */
  DIAL("max_tokens", "user", Trait.KNOWN_FIELDS_ONLY),

  /** Any other server with this API: vLLM, TGI, llama.cpp, a gateway. */
  COMPATIBLE("max_tokens", "user", Trait.REASONING_TEXT, Trait.REASONING_PROOF, Trait.TOP_K);

  /** What only some flavors do. */
  private enum Trait {
    DEVELOPER_ROLE,
    REASONING_TEXT,
    REASONING_PROOF,
    REASONING_COUNTED_APART,
    KNOWN_FIELDS_ONLY,
    TOP_K
  }

  /** The fields of a request that DIAL's own SDK for adapters declares. */
  private static final Set<String> DIAL_FIELDS =
      Set.of(
          "model",
          "messages",
          "functions",
          "function_call",
          "tools",
          "tool_choice",
          "stream",
          "temperature",
          "top_p",
          "n",
          "stop",
          "max_tokens",
          "max_completion_tokens",
          "presence_penalty",
          "frequency_penalty",
          "logit_bias",
          "user",
          "seed",
          "logprobs",
          "top_logprobs",
          "response_format",
          "parallel_tool_calls",
          "addons",
          "max_prompt_tokens",
          "custom_fields");

  private final String maxTokensField;
  private final String endUserField;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is.
  private final Set<Trait> traits;

  OpenAiFlavor(String maxTokensField, String endUserField, Trait... traits) {
    this.maxTokensField = maxTokensField;
    this.endUserField = endUserField;
    this.traits = Set.of(traits);
  }

  /** The field that bounds the answer. */
  String maxTokensField() {
    return maxTokensField;
  }

  /** The field that names the person behind the caller. */
  String endUserField() {
    return endUserField;
  }

  /** Whether the role {@code developer} is known; else {@code system} says the same. */
  boolean knowsDevelopers() {
    return traits.contains(Trait.DEVELOPER_ROLE);
  }

  /** Whether the text of reasoning may be sent back. */
  boolean takesReasoning() {
    return traits.contains(Trait.REASONING_TEXT);
  }

  /** Whether signed reasoning may be sent back: whoever is behind the server may have signed it. */
  boolean takesSignedReasoning() {
    return traits.contains(Trait.REASONING_PROOF);
  }

  /** Whether completion tokens leave reasoning out, where a total does not tell. */
  boolean countsReasoningApart() {
    return traits.contains(Trait.REASONING_COUNTED_APART);
  }

  /** Whether a caller's own top-level field may be passed on. */
  boolean passes(String field) {
    return !traits.contains(Trait.KNOWN_FIELDS_ONLY) || DIAL_FIELDS.contains(field);
  }

  /** The same of a request for vectors. */
  boolean passesWithTexts(String field) {
    return !traits.contains(Trait.KNOWN_FIELDS_ONLY) || field.equals("custom_fields");
  }

  /** Whether the number of most likely tokens to draw from can be said. */
  boolean takesTopK() {
    return traits.contains(Trait.TOP_K);
  }
}
