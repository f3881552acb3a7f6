package io.lattice.core.dialect.gemini;

import java.util.regex.Pattern;

/**
 * Ids of ours for tool calls that came without one, as they do from most of Google's models. The
 * same call of the same answer always gets the same id, and no two answers share one.
 */
final class CallIds {
  private static final Pattern OURS = Pattern.compile("call_g[0-9a-f]{16}_\\d{1,9}");
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private CallIds() {}

  /**
   * The id of a call.
   *
   * @param answer the answer's id, or where in a conversation the call stands
   */
  static String of(String answer, int choice, int index) {
    long hash = OFFSET;
    for (int i = 0; i < answer.length(); i++) {
      hash = (hash ^ answer.charAt(i)) * PRIME;
    }
    hash = (hash ^ choice) * PRIME;
    return "call_g" + String.format("%016x", hash) + "_" + index;
  }

  /** Whether the provider never saw the id, so that it need not be returned. */
  static boolean isOurs(String id) {
    return OURS.matcher(id).matches();
  }
}
