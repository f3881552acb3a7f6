package io.lattice.core.provider;

import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.TokenCounting;
import io.lattice.core.dialect.anthropic.AnthropicDialect;
import io.lattice.core.dialect.gemini.GeminiApi;
import io.lattice.core.dialect.gemini.GeminiDialect;
import io.lattice.core.dialect.responses.ResponsesDialect;

/** The API under which a provider counts the tokens of a question, at no cost. */
record CountingWay(Dialect dialect, TokenCounting counting, Endpoint endpoint) {

  static final CountingWay ANTHROPIC =
      new CountingWay(
          AnthropicDialect.create(),
          AnthropicDialect.counting(),
          Endpoint.fixed("/v1/messages/count_tokens"));

  static final CountingWay GEMINI =
      new CountingWay(
          GeminiDialect.of(GeminiApi.DEVELOPER),
          GeminiDialect.counting(GeminiApi.DEVELOPER),
          Endpoint::geminiCounts);

  static final CountingWay RESPONSES =
      new CountingWay(
          new ResponsesDialect(),
          new ResponsesDialect().counting(),
          Endpoint.fixed("/responses/input_tokens"));
}
