package io.lattice.core.provider;

import io.lattice.core.dialect.Allowance;
import java.util.List;

/** What asking a provider for free has shown. Holds no key and nothing of what it wrote. */
public sealed interface Finding {

  /** Whether an operator has nothing to do. */
  boolean isFine();

  /**
   * It answered and took our credential.
   *
   * @param latencyMillis until its first answer
   * @param headroom what is left of its rate limits, where it tells
   */
  record Reached(long latencyMillis, ModelsSeen models, List<Allowance> headroom)
      implements Finding {
    public Reached {
      headroom = List.copyOf(headroom);
    }

    @Override
    public boolean isFine() {
      return !(models instanceof ModelsSeen.Listed listed) || listed.missing().isEmpty();
    }
  }

  /**
   * It did not answer, or not as it should.
   *
   * @param problem a sentence for the operator
   * @param latencyMillis until the problem; 0 where nothing was sent
   */
  record Failed(String problem, long latencyMillis) implements Finding {
    @Override
    public boolean isFine() {
      return false;
    }
  }

  /**
   * It was not asked, as there is nothing to ask with or for.
   *
   * @param why a few words for the operator
   */
  record NotAsked(String why) implements Finding {
    @Override
    public boolean isFine() {
      return true;
    }
  }
}
