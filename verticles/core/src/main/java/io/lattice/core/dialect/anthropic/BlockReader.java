package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads content blocks. A block that our vocabulary has no word for is kept as it is. */
final class BlockReader {
  private static final String CALLER = "caller";

  private BlockReader() {}

  /** A field that is a string, or a list of blocks; nothing where it is absent. */
  static List<Part> content(JsonFields object, String field) {
    JsonTree content = object.value(field);
    if (content == null) {
      return List.of();
    }
    if (content.is(JsonTree.Kind.STRING)) {
      return List.of(new Part.Text(content.text()));
    }
    if (!content.is(JsonTree.Kind.ARRAY)) {
      throw DialectException.invalid(
          object.path(field), "must be a string or a list of content blocks");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < content.items().size(); i++) {
      String path = object.path(field) + "[" + i + "]";
      block(new JsonFields(content.items().get(i), path), parts);
    }
    return parts;
  }

  private static void block(JsonFields block, List<Part> parts) {
    switch (block.requiredString("type")) {
      case "text" -> parts.add(new Part.Text(block.requiredString("text"), rest(block)));
      case "image" -> parts.add(image(block));
      case "document" -> parts.add(document(block));
      case "thinking" -> parts.add(thought(block));
      case "redacted_thinking" -> encrypted(block.requiredString("data"), parts);
      case "tool_use" -> parts.add(call(block));
      case "tool_result" -> parts.add(result(block));
      default -> parts.add(opaque(block));
    }
  }

  private static Part opaque(JsonFields block) {
    return new Part.Opaque(AnthropicDialect.NAME, block.json());
  }

  private static Part image(JsonFields block) {
    Media media = SourceReader.media(block.requiredObject("source"));
    return media == null ? opaque(block) : new Part.Image(media, null, rest(block));
  }

  private static Part document(JsonFields block) {
    Media media = SourceReader.document(block.requiredObject("source"));
    String title = block.string("title");
    return media == null ? opaque(block) : new Part.File(media, title, rest(block));
  }

  private static Part thought(JsonFields block) {
    String signature = block.string("signature");
    Proof proof =
        signature == null || signature.isEmpty()
            ? null
            : ForeignProof.read(Proof.Kind.SIGNATURE, signature);
    return new Part.Reasoning(block.requiredString("thinking"), proof);
  }

  /** Reasoning that only its provider can read, or what another one signed a call with. */
  private static void encrypted(String data, List<Part> parts) {
    Proof ofCall = ForeignProof.readOfCall(data);
    int last = parts.size() - 1;
    if (ofCall == null) {
      parts.add(new Part.Reasoning("", ForeignProof.read(Proof.Kind.ENCRYPTED, data)));
    } else if (last >= 0 && parts.get(last) instanceof Part.ToolCall call) {
      parts.set(
          last, new Part.ToolCall(call.id(), call.name(), call.arguments(), ofCall, call.extras()));
    }
  }

  private static Part call(JsonFields block) {
    String id = block.requiredString("id");
    String name = block.requiredString("name");
    Json input = block.required("input", block.objectText("input"));
    Map<String, Json> extras = rest(block);
    Json caller = extras.get(CALLER);
    if (caller != null && isDirect(JsonTree.read(caller))) {
      extras.remove(CALLER);
    }
    return new Part.ToolCall(id, name, input.text(), null, extras);
  }

  /** The model itself calls, which is so wherever nothing is said of it. */
  static boolean isDirect(JsonTree caller) {
    return "direct".equals(caller.string("type"));
  }

  private static Part result(JsonFields block) {
    String id = block.requiredString("tool_use_id");
    boolean isError = Boolean.TRUE.equals(block.flag("is_error"));
    Json mark = block.objectText(CacheMark.FIELD);
    List<Part> content = content(block, "content");
    String unknown = rest(block).keySet().stream().findFirst().orElse(null);
    if (unknown != null) {
      // Our vocabulary has no place where it could be kept.
      throw DialectException.invalid(block.path(unknown), "is not known here: leave it out");
    }
    List<Part> marked = mark == null ? content : CacheMark.onLast(content, mark);
    return new Part.ToolResult(id, marked, isError);
  }

  /** Null counts as absent: libraries echo whole answers, with every field that was empty. */
  private static Map<String, Json> rest(JsonFields block) {
    Map<String, Json> rest = new LinkedHashMap<>(block.rest());
    rest.values().removeIf(value -> value.text().equals("null"));
    return rest;
  }
}
