package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reasoning in a caller's history that {@link ForeignProof another dialect} signed. */
final class ForeignThoughts {
  private static final byte[] MARK = ("\"" + ForeignProof.MARK).getBytes(StandardCharsets.US_ASCII);

  private ForeignThoughts() {}

  /** Whether it is worth a look: a string of this beginning is somewhere. */
  static boolean mayBeIn(Bytes messages) {
    byte[] json = messages.array();
    for (int i = 0; i + MARK.length <= json.length; i++) {
      if (json[i] == MARK[0] && Arrays.equals(json, i, i + MARK.length, MARK, 0, MARK.length)) {
        return true;
      }
    }
    return false;
  }

  /** The messages without it; all else is the same text. */
  static Bytes without(Bytes messages, Told told) {
    JsonTree list = JsonTree.read(messages);
    if (!list.is(Kind.ARRAY)) {
      return messages;
    }
    JsonText json = new JsonText().startArray();
    for (int i = 0; i < list.items().size(); i++) {
      message(list.items().get(i), "messages[" + i + "]", json, told);
    }
    return json.endArray().bytes();
  }

  private static void message(JsonTree message, String path, JsonText json, Told told) {
    JsonTree content = message.get("content", Kind.ARRAY);
    if (content == null || content.items().stream().noneMatch(ForeignThoughts::isForeign)) {
      json.json(message.json(), path);
      return;
    }
    told.dropped(path + ".reasoning");
    List<JsonTree> kept = content.items().stream().filter(block -> !isForeign(block)).toList();
    if (kept.isEmpty()) {
      return;
    }
    json.startObject();
    for (int i = 0; i < message.names().size(); i++) {
      String name = message.names().get(i);
      json.name(name);
      if (name.equals("content")) {
        json.startArray();
        kept.forEach(block -> json.json(block.json(), path));
        json.endArray();
      } else {
        json.json(message.items().get(i).json(), path);
      }
    }
    json.endObject();
  }

  private static boolean isForeign(JsonTree block) {
    return isMarked(block.string("signature")) || isMarked(block.string("data"));
  }

  private static boolean isMarked(@Nullable String text) {
    return text != null && text.startsWith(ForeignProof.MARK);
  }
}
