package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import java.time.Duration;

/** What follows a failed attempt. */
public sealed interface Decision {

  /**
   * The same deployment again, perhaps from another node.
   *
   * @param pause before it
   */
  record Retry(Candidate candidate, Duration pause) implements Decision {}

  /**
   * Another deployment.
   *
   * @param pause before it
   */
  record Next(Candidate candidate, Duration pause) implements Decision {}

  /**
   * Nothing; the request fails.
   *
   * @param error what the caller is told
   */
  record GiveUp(ChatError error) implements Decision {}
}
