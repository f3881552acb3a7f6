package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonText;

/** An item that only this dialect understands, as the provider told it. */
record RawItem(int index, Json json) implements OutputItem {

  @Override
  public void write(JsonText out) {
    out.json(json, "item");
  }

  @Override
  public void end(String state, Events events) {
    events.done(this);
  }
}
