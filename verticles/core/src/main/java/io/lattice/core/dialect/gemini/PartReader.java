package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.api.chat.Media;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a caller's conversation. Confined to one request. */
final class PartReader {
  private final CallLedger ledger;

  PartReader(CallLedger ledger) {
    this.ledger = ledger;
  }

  /** Adds what a part says. */
  void read(ProtoFields part, List<Part> parts) {
    String signature = part.string("thoughtSignature");
    boolean isThought = Boolean.TRUE.equals(part.flag("thought"));
    Proof proof = signature == null ? null : ForeignProof.read(signature);
    ProtoFields call = part.object("functionCall");
    ProtoFields response = part.object("functionResponse");
    if (call != null) {
      parts.add(call(call, proof));
    } else if (response != null) {
      parts.add(result(response));
    } else if (part.value("text") != null) {
      text(part, isThought, proof, parts);
    } else {
      parts.add(media(part));
    }
  }

  /** A signature closes the thoughts before it, or comes behind the text that it signs. */
  private static void text(
      ProtoFields part, boolean isThought, @Nullable Proof proof, List<Part> parts) {
    String text = part.requiredString("text");
    if (isThought) {
      think(text, proof, parts);
      return;
    }
    if (!text.isEmpty() || proof == null) {
      parts.add(new Part.Text(text, part.rest("")));
    }
    if (proof != null) {
      think("", proof, parts);
    }
  }

  /** Google's libraries keep the pieces of a stream apart, which belong together. */
  private static void think(String text, @Nullable Proof proof, List<Part> parts) {
    int last = parts.size() - 1;
    boolean goesOn =
        last >= 0
            && parts.get(last) instanceof Part.Reasoning before
            && before.proof() == null
            && (proof == null || !proof.isEncrypted());
    if (goesOn) {
      text = ((Part.Reasoning) parts.remove(last)).text() + text;
    }
    parts.add(new Part.Reasoning(text, proof));
  }

  private Part call(ProtoFields call, @Nullable Proof proof) {
    String name = call.requiredString("name");
    String id = ledger.called(name, call.string("id"));
    ProtoFields args = call.object("args");
    String arguments = args == null ? "{}" : args.json().text();
    JsonTree raw = args == null ? null : args.value(JsonObjects.RAW);
    if (args != null && raw != null && args.rest("").isEmpty() && raw.is(JsonTree.Kind.STRING)) {
      arguments = raw.text();
    }
    return new Part.ToolCall(id, name, arguments, proof, call.rest("functionCall."));
  }

  private Part result(ProtoFields response) {
    String id = ledger.answered(response.requiredString("name"), response.string("id"));
    ProtoFields answer = response.object("response");
    List<Part> content = new ArrayList<>();
    JsonTree error = answer == null ? null : only(ResultWriter.ERROR, answer);
    JsonTree plain = answer == null ? null : only(ResultWriter.RESULT, answer);
    if (error != null && (error.is(JsonTree.Kind.STRING) || error.is(JsonTree.Kind.OBJECT))) {
      content.add(new Part.Text(text(error)));
    } else if (plain != null && plain.is(JsonTree.Kind.STRING)) {
      error = null;
      content.add(new Part.Text(plain.text()));
    } else {
      error = null;
      content.add(new Part.Text(answer == null ? "" : answer.json().text()));
    }
    response.objects("parts").forEach(part -> content.add(media(part)));
    return new Part.ToolResult(id, content, error != null);
  }

  private static String text(JsonTree value) {
    return value.is(JsonTree.Kind.STRING) ? value.text() : value.json().text();
  }

  /** The object's field of this name where it has no other. */
  private static @Nullable JsonTree only(String name, ProtoFields object) {
    JsonTree value = object.value(name);
    return object.rest("").isEmpty() ? value : null;
  }

  private static Part media(ProtoFields part) {
    ProtoFields inline = part.object("inlineData");
    ProtoFields file = part.object("fileData");
    if (inline != null) {
      return inline(inline, part);
    }
    return file == null ? new Part.Opaque(GeminiDialect.NAME, part.json()) : file(file, part);
  }

  private static Part inline(ProtoFields inline, ProtoFields part) {
    String type = inline.requiredString("mimeType");
    String name = inline.string("displayName");
    // Google's Python library writes bytes in the alphabet for addresses.
    String data = inline.requiredString("data").replace('-', '+').replace('_', '/');
    Map<String, Json> extras = new LinkedHashMap<>(inline.rest("inlineData."));
    extras.putAll(part.rest(""));
    return media(new Media.Inline(type, data), type, name, extras);
  }

  private static Part file(ProtoFields file, ProtoFields part) {
    String url = file.requiredString("fileUri");
    String told = file.string("mimeType");
    String known = MediaTypes.of(url);
    String name = file.string("displayName");
    Map<String, Json> extras = new LinkedHashMap<>(file.rest("fileData."));
    extras.putAll(part.rest(""));
    if (told != null && !told.equals(known)) {
      extras.put(MediaWriter.LINK_TYPE, Json.of(new JsonText().text(told).bytes().utf8()));
    }
    String type = told == null ? known : told;
    return media(new Media.Link(url), type == null ? "" : type, name, extras);
  }

  private static Part media(
      Media media, String type, @Nullable String name, Map<String, Json> extras) {
    if (type.startsWith("image/")) {
      return new Part.Image(media, null, extras);
    }
    return type.startsWith("audio/")
        ? new Part.Audio(media, MediaTypes.audioFormat(type), extras)
        : new Part.File(media, name, extras);
  }
}
