package io.lattice.core.dialect.responses;

import io.lattice.core.dialect.JsonText;

/** Takes the events in which an answer is told. */
@FunctionalInterface
interface Events {

  /** Where an answer is told as a whole, and nobody hears how it came to be. */
  Events UNHEARD = (name, fields) -> {};

  /** Writes what an event holds beside its type and its number. */
  @FunctionalInterface
  interface Fields {
    void write(JsonText json);
  }

  void tell(EventName name, Fields fields);

  /** An item was begun. */
  default void added(OutputItem item) {
    tell(EventName.ITEM_ADDED, json -> item(item, json));
  }

  /** An item is complete. */
  default void done(OutputItem item) {
    tell(EventName.ITEM_DONE, json -> item(item, json));
  }

  private static void item(OutputItem item, JsonText json) {
    json.field("output_index", (Integer) item.index()).name("item");
    item.write(json);
  }
}
