package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.core.dialect.JsonTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Items and parts of items that only this dialect understands, as they came. */
final class RawItems {
  private RawItems() {}

  /** Whether it stands in the content of a message; else it is an item, or nobody's. */
  static boolean isContent(Part.Opaque opaque) {
    return opaque.dialect().equals(ResponsesDialect.NAME)
        && ContentReader.isContent(JsonTree.read(opaque.json()).string("type"));
  }

  /** The ids of calls of tools that take free text; what these gave has another name. */
  static Set<String> customCalls(List<Message> messages) {
    Set<String> ids = new LinkedHashSet<>();
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Opaque opaque && opaque.dialect().equals(ResponsesDialect.NAME)) {
          JsonTree item = JsonTree.read(opaque.json());
          String id = item.string("call_id");
          if (id != null && "custom_tool_call".equals(item.string("type"))) {
            ids.add(id);
          }
        }
      }
    }
    return ids;
  }
}
