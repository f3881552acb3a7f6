package io.lattice.api.stream;

import org.jspecify.annotations.Nullable;

/** Codes of errors that are the other end's and not that of the provider behind it. */
public final class PeerProblem {

  /** Nobody there accepted the stream. */
  public static final String NOT_ACCEPTED = "peer_not_accepted";

  /** It accepted and is gone, or its answer arrived with a gap. */
  public static final String GONE = "peer_gone";

  /** It is not able to answer this, though another node may be. */
  public static final String REFUSED = "peer_refused";

  private PeerProblem() {}

  /** Whether an error's code is one of these. */
  public static boolean is(@Nullable String code) {
    return NOT_ACCEPTED.equals(code) || GONE.equals(code) || REFUSED.equals(code);
  }
}
