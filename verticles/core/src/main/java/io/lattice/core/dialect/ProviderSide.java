package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;

/** What is said to a provider and heard from it. */
public interface ProviderSide extends ProviderAnswers {

  /**
   * The provider's JSON for a request of ours. What the dialect has no word for and the answer does
   * not hang on is left out and told.
   *
   * @throws DialectException where the dialect cannot say it and dropping it would change the
   *     meaning
   */
  WrittenRequest writeRequest(ChatRequest request, UpstreamTarget target);

  /**
   * The caller's own JSON of this dialect with only that rewritten which must change: the model's
   * id, whether to stream, whether to report usage, and fields for which this provider would refuse
   * the request.
   */
  WrittenRequest adoptRequest(Bytes body, UpstreamTarget target);
}
