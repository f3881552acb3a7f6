package io.lattice.core.dialect.responses;

import io.lattice.core.dialect.JsonText;

/** One item of an answer while it grows. Confined to the answer. */
sealed interface OutputItem permits MessageItem, ThoughtItem, CallItem, RawItem {

  /** Where it stands among the items. */
  int index();

  /** The item as it is now. */
  void write(JsonText json);

  /**
   * The item is complete.
   *
   * @param state {@code completed}, or {@code incomplete} where the answer was cut in it
   */
  void end(String state, Events events);
}
