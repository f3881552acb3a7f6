package io.lattice.core.provider;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Usage;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.usage.InputEstimate;
import io.lattice.core.usage.TokenEstimate;
import java.util.List;

/** Answers to the question how many tokens another question would take. None of them costs. */
final class TokenCounts {
  private static final Usage NOTHING = Usage.counted(0, 0);

  /** What a caller is told of a count that no provider made. */
  static final Adaptation ESTIMATED =
      Adaptation.of(List.of(), List.of("input_tokens (an estimate: this provider counts none)"));

  private TokenCounts() {}

  /** What a provider counted. */
  static List<ChatEvent> told(Bytes answer, CountingWay way) {
    try {
      long tokens = way.counting().reading().applyAsLong(answer);
      return List.of(
          new ChatEvent.TokensCounted(tokens, Usage.Source.PROVIDER),
          new ChatEvent.UsageReported(NOTHING),
          new ChatEvent.MessageEnded());
    } catch (DialectException e) {
      return List.of(new ChatEvent.MessageFailed(e.error(), null));
    }
  }

  /** What we reckon where the provider has no way to count. */
  static List<ChatEvent> estimated(ChatCall.Counting asked, TokenEstimate estimate) {
    long tokens = Math.max(1, InputEstimate.of(asked.question(), estimate));
    return List.of(
        new ChatEvent.RequestAdapted(ESTIMATED),
        new ChatEvent.TokensCounted(tokens, Usage.Source.ESTIMATED),
        new ChatEvent.UsageReported(NOTHING),
        new ChatEvent.MessageEnded());
  }
}
