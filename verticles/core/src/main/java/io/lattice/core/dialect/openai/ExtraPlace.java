package io.lattice.core.dialect.openai;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an extra field of a choice stands in this dialect, told by its name.
 *
 * @param beside what it stands beside the known fields of
 * @param call the index of the tool call where it is one's
 * @param name its own name there
 */
record ExtraPlace(Beside beside, int call, String name) {

  /** Whose field it is. */
  enum Beside {
    MESSAGE,
    CHOICE,
    CALL,
    /** Nobody's: a field of our own has that name. */
    NOTHING
  }

  private static final Set<String> OF_MESSAGE =
      Set.of(
          "role",
          "content",
          "refusal",
          "tool_calls",
          "function_call",
          "reasoning_content",
          "reasoning",
          "thinking_blocks");

  /** What Azure, vLLM and SGLang say of a choice beside its message. */
  private static final Set<String> OF_CHOICE =
      Set.of(
          "content_filter_results",
          "content_filter_result",
          "content_filter_offsets",
          "content_filter_raw",
          "stop_reason",
          "matched_stop",
          "token_ids");

  private static final Set<String> OF_CALL = Set.of("index", "id", "type", "function", "custom");
  private static final Pattern CALL = Pattern.compile("tool_calls\\[(\\d{1,6})]\\.(.+)");

  static ExtraPlace of(String name) {
    if (OF_CHOICE.contains(name)) {
      return new ExtraPlace(Beside.CHOICE, 0, name);
    }
    Matcher call = CALL.matcher(name);
    if (call.matches()) {
      Beside beside = OF_CALL.contains(call.group(2)) ? Beside.NOTHING : Beside.CALL;
      return new ExtraPlace(beside, Integer.parseInt(call.group(1)), call.group(2));
    }
    return new ExtraPlace(OF_MESSAGE.contains(name) ? Beside.NOTHING : Beside.MESSAGE, 0, name);
  }
}
