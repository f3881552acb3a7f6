package io.lattice.api.stream;

import io.lattice.api.chat.ChatCall;
import org.jspecify.annotations.Nullable;

/** Answers what others open. */
@FunctionalInterface
public interface Answerer {

  /**
   * Prepares an answer without spending anything.
   *
   * @param deployment the deployment that must answer, or null where the answerer chooses
   * @throws io.lattice.api.ChatFailure to refuse
   */
  Answer answer(ChatCall call, @Nullable String deployment, OutgoingStream out);
}
