package io.lattice.core.dialect.responses;

import com.fasterxml.jackson.core.io.SerializedString;
import io.lattice.core.dialect.JsonText;

/** Writes events as server-sent ones, each with its number. Confined to one answer. */
final class NumberedEvents implements Events {
  private static final SerializedString END = new SerializedString("\n\n");

  private JsonText out = new JsonText();
  private long next;

  /** Where they are written from now on. */
  void into(JsonText json) {
    out = json;
  }

  /** The number of the next one. */
  void continueAt(long number) {
    next = number;
  }

  @Override
  public void tell(EventName name, Fields fields) {
    out.raw(name.lead()).startObject().field("type", name.word());
    out.field("sequence_number", (Long) next++);
    fields.write(out);
    out.endObject().raw(END);
  }
}
